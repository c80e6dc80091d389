import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { baseOf, explainSum } from "../../../../models/prognosis/explain/explain-sum.ts";
import { readOnnxGraph } from "../../../../models/prognosis/explain/onnx-graph.ts";
import { outcomeOf } from "../../../../models/prognosis/explain/output-column.ts";
import { traceOutput } from "../../../../models/prognosis/explain/trace-output.ts";
import { readModelCard } from "../../../../models/prognosis/read-model-card.ts";
import type { Expected } from "../../../../scripts/training/write-expected.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "..", "models", "onnx");
const MODELS = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "expected.json")));
const read = (name: string, file: string): string => readFileSync(join(FOLDER, name, file), "utf8");
const TOLERANCE = 1e-4;

/** `expected.json` was written by the training, from XGBoost's `predict(pred_contribs=True)`. */
describe("tree SHAP on the trees of the shipped ONNX files", () => {
  it("is tried on every model of the plant", () => assert.ok(MODELS.length >= 7, MODELS.join()));

  for (const name of MODELS) {
    it(`equals XGBoost's own contributions to 1e-4: ${name}`, () => {
      const file = readFileSync(join(FOLDER, name, "model.onnx"));
      const expected: Expected = JSON.parse(read(name, "expected.json"));
      const card = readModelCard(read(name, "card.json"), name);
      assert.equal(createHash("sha256").update(file).digest("hex"), expected.model, "of another model");
      const column = traceOutput(readOnnxGraph(file), "rulHours")[card.quantileLevels.indexOf(expected.level)];
      assert.ok(column);
      const base = baseOf(column);
      expected.rows.forEach((row, r) => {
        const { contributions, forecast } = explainSum(column, base, row);
        const found = [...contributions, base];
        assert.equal(found.length, expected.contributions[r]?.length);
        found.forEach((one, i) => {
          const theirs = expected.contributions[r]?.[i] ?? Number.NaN;
          assert.ok(Math.abs(one - theirs) < TOLERANCE, `row ${r}, ${card.features[i]?.name}: ${one}, not ${theirs}`);
        });
        const hours = expected.rulHours[r] ?? Number.NaN;
        assert.ok(Math.abs(outcomeOf(column, forecast) - hours) < TOLERANCE * (1 + hours));
      });
    });
  }
});
