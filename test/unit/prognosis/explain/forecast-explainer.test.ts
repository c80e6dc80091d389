import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { forecastExplainer } from "../../../../models/prognosis/explain/forecast-explainer.ts";
import { onnxRunner } from "../../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { type OnnxOperator, onnxBytes } from "../../../support/onnx-bytes.ts";
import { ensemble5Of, ensembleOf } from "../../../support/onnx-trees.ts";
import { sketches, treeOf } from "../../../support/random-tree.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const FEATURES = 3;
const X = [1, -2, 0];
const shape = { features: FEATURES, columns: 1 };
const [first, second] = fc.sample(sketches(FEATURES, 3), { numRuns: 2, seed: 5 }).map(treeOf);
if (!first || !second) throw new Error("no trees");
const ensemble = (output: string, bases = [4]) => ensembleOf([first, second], [0, 0], output, { bases });
const mean: OnnxOperator[] = [
  ensemble("a"),
  ensembleOf([second], [0], "b", { bases: [1] }),
  { operator: "Mean", inputs: ["a", "b"], output: "y" },
];
const exp: OnnxOperator[] = [
  ensemble("a"),
  { operator: "Mul", inputs: ["a", "tenth"], output: "b" },
  { operator: "Exp", inputs: ["b"], output: "c" },
  { operator: "Sub", inputs: ["c", "one"], output: "y" },
];
const two: OnnxOperator[] = [
  ensembleOf([first, second], [0, 1], "a", { bases: [4, 7] }),
  ensemble("b"),
  { operator: "Concat", inputs: ["a", "b"], output: "c", attributes: { axis: { int: 1 } } },
  { operator: "Clip", inputs: ["c", "low"], output: "y" },
];
const newer = ensemble5Of([first, second], [0, 0], "y");
const newerCovers = { y_leaf_hitrates: newer.leafCovers };
const newerTwo = ensemble5Of([first, second, treeOf({ value: 3, cover: 2 })], [0, 1, 1], "a");
const newerWith = (attributes: OnnxOperator["attributes"]): Uint8Array =>
  onnxBytes([{ ...newer.operator, attributes: { ...newer.operator.attributes, ...attributes } }], newerCovers, shape);
const always = (value: number) => Array<number>(100).fill(value);
const CONSTANTS = { one: [1], tenth: [0.1] };

const sumOf = ({ base, contributions }: { base: number; contributions: Float64Array }): number =>
  contributions.reduce((sum, one) => sum + one, base);

describe("the explanation of a model's forecast", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  const byRuntime = async (bytes: Uint8Array, x: readonly number[]): Promise<Float32Array> => {
    const file = join(folder.path, "model.onnx");
    writeFileSync(file, bytes);
    const model = await onnxRunner.load(file, createHash("sha256").update(bytes).digest("hex"));
    const found = (await model.run(Float32Array.from(x), 1)).get("y");
    await model.close();
    return found ?? new Float32Array();
  };

  const graphs: [what: string, bytes: Uint8Array, columns: number][] = [
    ["trees that give it", onnxBytes([ensemble("y")], {}, shape), 1],
    ["lists of numbers in one piece", onnxBytes([ensemble("y")], {}, { ...shape, packed: true }), 1],
    ["the mean of two ensembles", onnxBytes(mean, {}, shape), 1],
    ["an exp after the trees", onnxBytes(exp, CONSTANTS, shape), 1],
    ["a TreeEnsemble", onnxBytes([newer.operator], newerCovers, shape), 1],
    [
      "a TreeEnsemble with its modes in one piece",
      onnxBytes([newer.operator], newerCovers, { ...shape, packed: true }),
      1,
    ],
    [
      "a TreeEnsemble of two targets and a tree that is a leaf, and what is added to it",
      onnxBytes(
        [newerTwo.operator, { operator: "Add", inputs: ["a", "bases"], output: "y" }],
        { a_leaf_hitrates: newerTwo.leafCovers, bases: [4, 7] },
        { ...shape, columns: 2 },
      ),
      2,
    ],
    ["columns of several ensembles", onnxBytes(two, { low: [-3] }, { ...shape, columns: 3 }), 3],
  ];
  for (const [what, bytes, columns] of graphs) {
    it(`adds up to what onnxruntime forecasts, with ${what}`, async () => {
      for (const x of fc.sample(fc.tuple(...X.map(() => fc.integer({ min: -4, max: 4 }))), { numRuns: 20, seed: 3 })) {
        const forecast = await byRuntime(bytes, x);
        assert.equal(forecast.length, columns);
        forecast.forEach((expected, column) => {
          const explained = forecastExplainer(bytes, "y", column)(x);
          assert.ok(Math.abs(explained.forecast - expected) < 1e-4 * (1 + Math.abs(expected)), `${column}`);
          assert.ok(Math.abs(sumOf(explained) - explained.forecast) < 1e-9 * (1 + Math.abs(expected)));
        });
      }
    });
  }

  it("is the same for a TreeEnsemble as for a TreeEnsembleRegressor of the same trees", () => {
    const older = forecastExplainer(onnxBytes([ensemble("y", [0])], {}, shape), "y", 0)(X);
    assert.deepEqual(forecastExplainer(onnxBytes([newer.operator], newerCovers, shape), "y", 0)(X), older);
  });

  it("shares an exp's way out by the contributions to its sum", () => {
    const plain = forecastExplainer(onnxBytes([ensemble("y")], {}, shape), "y", 0)(X);
    const made = forecastExplainer(onnxBytes(exp, CONSTANTS, shape), "y", 0)(X);
    const way = (Math.exp(plain.forecast / 10) - Math.exp(plain.base / 10)) / (plain.forecast - plain.base);
    assert.ok(Math.abs(made.base - Math.expm1(plain.base / 10)) < 1e-5);
    for (let i = 0; i < FEATURES; i++) {
      assert.ok(Math.abs((made.contributions[i] ?? 0) - (plain.contributions[i] ?? 0) * way) < 1e-5);
    }
  });

  const refused: [what: string, bytes: Uint8Array, code: string][] = [
    ["half a file", onnxBytes([ensemble("y")], {}, shape).subarray(0, 300), "TWIN-EXPLAIN-001"],
    ["a text", new TextEncoder().encode("this is no model, it is a text"), "TWIN-EXPLAIN-001"],
    ["an empty file", new Uint8Array(), "TWIN-EXPLAIN-002"],
    ["another output", onnxBytes([ensemble("z")], {}, shape), "TWIN-EXPLAIN-002"],
    [
      "trees of changed inputs",
      onnxBytes([{ operator: "Exp", inputs: ["x"], output: "y" }], {}, shape),
      "TWIN-EXPLAIN-002",
    ],
    [
      "an operator that mixes columns",
      onnxBytes([ensemble("a"), { operator: "Softmax", inputs: ["a"], output: "y" }], {}, shape),
      "TWIN-EXPLAIN-002",
    ],
    ["a TreeEnsemble without covers of its leaves", onnxBytes([newer.operator], {}, shape), "TWIN-EXPLAIN-003"],
    [
      "a TreeEnsemble whose leaves all weigh the same",
      onnxBytes([newer.operator], { y_leaf_hitrates: newer.leafCovers.map(() => 1) }, shape),
      "TWIN-EXPLAIN-003",
    ],
    [
      "a TreeEnsemble that comes back to a node",
      newerWith({ nodes_truenodeids: { ints: always(0) }, nodes_trueleafs: { ints: always(0) } }),
      "TWIN-EXPLAIN-002",
    ],
    ["a leaf that is not there", newerWith({ nodes_truenodeids: { ints: always(99) } }), "TWIN-EXPLAIN-002"],
    ["a question for one value", newerWith({ nodes_modes: { byteTensor: always(4) } }), "TWIN-EXPLAIN-002"],
    ["the least of the trees", newerWith({ aggregate_function: { int: 2 } }), "TWIN-EXPLAIN-002"],
    [
      "trees without covers",
      onnxBytes([ensembleOf([first], [0], "y", { bases: [0], covers: false })], {}, shape),
      "TWIN-EXPLAIN-003",
    ],
  ];
  for (const [what, bytes, code] of refused) {
    it(`is refused for ${what}, with ${code}`, () => {
      assert.throws(() => forecastExplainer(bytes, "y", 0), { code });
    });
  }
});
