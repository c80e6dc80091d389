import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { run, trainingPython } from "../../scripts/training/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const MODEL = "centrifugal-pump-bearing";

/** A twentieth of the usual machines: what comes out is worth nothing, but it is made in the same way. */
const train = (out: string, seed: number): Promise<string> =>
  run(process.execPath, [
    join(ROOT, "scripts", "twinloom.ts"),
    ...["train", "plant", "--type", "centrifugal-pump", "--share", "0.05", "--seed", String(seed), "--out", out],
  ]);

describe("twinloom train plant", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  before(async function () {
    try {
      await trainingPython();
    } catch (error) {
      console.log(`      skipped: training needs Python with venv, and PyPI: ${error}`);
      this.skip();
    }
  });

  it("makes a model whose export and explanation agree with the fit, and the same for the same seed", async () => {
    const [first, second] = [join(folder.path, "first"), join(folder.path, "second")];
    const report = await train(first, 5);
    assert.match(report, /export differs by \d\.\de-\d/);
    assert.match(report, /explanation differs by \d\.\de-\d/);
    await train(second, 5);
    for (const file of ["card.json", "model.onnx", "expected.json"]) {
      assert.ok(readFileSync(join(first, MODEL, file)).equals(readFileSync(join(second, MODEL, file))), file);
    }
    const cardFile = join(first, MODEL, "card.json");
    const card = readModelCard(readFileSync(cardFile, "utf8"), cardFile);
    assert.equal(card.calibration.scores.length, card.calibration.lives * card.calibration.rowsPerLife);
    assert.equal(card.training.seed, 5);
  });
});
