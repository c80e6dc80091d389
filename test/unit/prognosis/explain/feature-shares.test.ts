import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { featureShares } from "../../../../models/prognosis/explain/feature-shares.ts";
import { readModelCard } from "../../../../models/prognosis/read-model-card.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "..", "models", "onnx", "centrifugal-pump-bearing");
const cardFile = join(FOLDER, "card.json");

describe("what a model knows by each input", () => {
  const card = readModelCard(readFileSync(cardFile, "utf8"), cardFile);
  const file = readFileSync(join(FOLDER, "model.onnx"));
  const shares = featureShares(file, "rulHours", card.quantileLevels.indexOf(0.5), card.features.length);

  it("adds up to all of it, and no share is negative", () => {
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    assert.ok(shares.every((share) => share >= 0));
  });

  it("is the vibration first of all, of a bearing", () => {
    const of = (channel: string): number =>
      card.features.reduce((sum, { name }, i) => sum + (name.startsWith(channel) ? (shares[i] ?? 0) : 0), 0);
    assert.ok(of("vibrationVelocity.") > 0.5, `${of("vibrationVelocity.")}`);
  });

  it("can't be told of a column that is not there", () => {
    assert.throws(() => featureShares(file, "rulHours", 99, card.features.length), { code: "TWIN-EXPLAIN-002" });
  });
});
