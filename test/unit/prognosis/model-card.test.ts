import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assetTypes } from "../../../models/assets/index.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { readModelCard } from "../../../models/prognosis/read-model-card.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "models", "onnx");
const LARGEST_BYTES = 1_200_000;
const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("the shipped models", () => {
  it("are there for every component of every shipped asset type", () => {
    const wanted = Object.values(assetTypes).flatMap(({ id, components }) =>
      components.map((one) => `${id}-${one.id}`),
    );
    assert.deepEqual(folders.map(({ name }) => name).sort(), wanted.sort());
  });

  for (const { name } of folders) {
    describe(name, () => {
      const cardFile = join(FOLDER, name, "card.json");
      const card = readModelCard(readFileSync(cardFile, "utf8"), cardFile);
      const model = readFileSync(join(FOLDER, name, card.model.file));

      it("has a card that fits its file, and is small", () => {
        assert.equal(createHash("sha256").update(model).digest("hex"), card.model.sha256);
        assert.equal(model.length, card.model.bytes);
        assert.ok(model.length < LARGEST_BYTES);
      });

      it("was calibrated and tested on enough machines, and covers about as often as it says", () => {
        assert.ok(card.calibration.lives >= 150 && card.metrics.testLives >= 80);
        for (const { nominal, measured } of card.metrics.coverage) {
          assert.ok(Math.abs(measured - nominal) < 0.1, `${100 * nominal} % holds ${100 * measured} %`);
        }
      });

      it("widens with the nominal coverage", () => {
        const widths = card.metrics.coverage.map(({ meanWidthHours }) => meanWidthHours);
        assert.deepEqual(
          [...widths].sort((a, b) => a - b),
          widths,
        );
      });

      it("says what it must not be used for", () => {
        assert.ok(card.limits.length > 0);
        assert.match(card.training.data, /simulated/);
      });
    });
  }
});

describe("a model card", () => {
  const [first] = folders;
  const text = readFileSync(join(FOLDER, first?.name ?? "", "card.json"), "utf8");

  it("is refused if it is no JSON, with its path", () => {
    assert.throws(() => readModelCard("{", "/a/card.json"), { code: "TWIN-PROGNOSIS-001", message: /\/a\/card\.json/ });
  });

  it("is refused if a field is missing or unknown, with the field", () => {
    const card = JSON.parse(text);
    assert.throws(() => readModelCard(JSON.stringify({ ...card, unit: "d" }), "c"), {
      code: "TWIN-PROGNOSIS-001",
      message: /unit/,
    });
    assert.throws(() => readModelCard(JSON.stringify({ ...card, surprise: 1 }), "c"), { code: "TWIN-PROGNOSIS-001" });
  });

  it("is refused if somebody has edited it so that it does not fit together, with the field", () => {
    const card: ModelCard = readModelCard(text, "c");
    const { calibration, features, quantileLevels, drift } = card;
    const [feature, ...rest] = features;
    const edits: readonly (readonly [field: RegExp, edited: object])[] = [
      [/\/quantileLevels must rise/, { quantileLevels: quantileLevels.toReversed() }],
      [/\/calibration\/scores has/, { calibration: { ...calibration, scores: calibration.scores.slice(1) } }],
      [/\/calibration\/scores must/, { calibration: { ...calibration, scores: calibration.scores.toReversed() } }],
      [/\/calibration\/forecasts has/, { calibration: { ...calibration, forecasts: [1, 2] } }],
      [/\/features\/0 must/, { features: [{ ...feature, min: 1e9 }, ...rest] }],
      [
        /\/drift\/inputs\/0 must/,
        { drift: { ...drift, inputs: drift?.inputs.map((one) => ({ ...one, weights: [] })) } },
      ],
      [
        /\/drift\/inputs\/0 must/,
        { drift: { ...drift, inputs: drift?.inputs.map((one) => ({ ...one, name: "oil" })) } },
      ],
    ];
    for (const [message, edited] of edits) {
      const edit = () => readModelCard(JSON.stringify({ ...card, ...edited }), "c");
      assert.throws(edit, { code: "TWIN-PROGNOSIS-001", message });
    }
  });

  it("is refused if its inputs are not those that its base features make", () => {
    const card = JSON.parse(text);
    const [head, ...rest] = card.features;
    const swapped = { ...card, features: [{ ...head, unit: "furlong" }, ...rest] };
    assert.throws(() => readModelCard(JSON.stringify(swapped), "c"), {
      code: "TWIN-PROGNOSIS-005",
      message: /furlong/,
    });
    assert.throws(() => readModelCard(JSON.stringify({ ...card, features: rest }), "c"), {
      code: "TWIN-PROGNOSIS-005",
    });
  });
});
