import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assetTypes } from "../../../models/assets/index.ts";
import { cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import { CYCLE_FEATURE_SET, type CycleKind } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { shippedModelFolder } from "../../../nodes/rul-predictor/shipped-models.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { exampleRecipe } from "../cycles/example-recipe.ts";
import { lastOf, predictor } from "./predictor.ts";
import { blankState, lifeOf } from "./states-of-machine.ts";

const states = lifeOf("centrifugal-pump", "bearing", 3).states.slice(0, 60);
/** The model without the constant that says how much training data came by each leaf, which other exporters don't write. */
const withoutCovers = (model: Buffer): Buffer => {
  const bytes = Buffer.from(model);
  bytes.write("other", bytes.indexOf("trees_leaf_hitrates"));
  return bytes;
};
/** The model with `opset_import { domain: "" version: 99 }`, as protobuf writes it. */
const ofOpset99 = (model: Buffer): Buffer => {
  const bytes = Buffer.from(model);
  const at = bytes.indexOf(Buffer.from([0x42, 0x04, 0x0a, 0x00, 0x10]));
  assert.ok(at > 0, "the shipped model has its opset where it was expected");
  bytes[at + 5] = 99;
  return bytes;
};
const MODELS = ["centrifugal-pump-bearing", "centrifugal-pump-impeller"];

describe("bad input of the RUL predictor", () => {
  for (const [what, payload] of [
    ["a number", 5],
    ["nothing", undefined],
    ["another message of the twin", { schema: "twinloom/features@1", asset: "pump-1" }],
    ["a state without a time", { ...blankState("pump-1", "centrifugal-pump", 0), time: Number.NaN }],
    ["a state without features", { ...blankState("pump-1", "centrifugal-pump", 0), features: null }],
  ] as const) {
    it(`refuses ${what} with a code`, () => {
      const { behaviour } = predictor();
      assert.throws(() => behaviour.input?.({ payload }), { code: "TWIN-RUL-001" });
    });
  }

  it("refuses a state of an asset type that nobody knows, and of another than was chosen", async () => {
    const state = blankState("m", "steam-engine", 0);
    await assert.rejects(async () => predictor().behaviour.input?.({ payload: state }), { code: "TWIN-RUL-002" });
    const chosen = predictor({ assetType: "t" }, { t: assetTypes["induction-fan"] });
    const pump = blankState("pump-1", "centrifugal-pump", 0);
    await assert.rejects(async () => chosen.behaviour.input?.({ payload: pump }), { code: "TWIN-RUL-003" });
  });

  it("reports a wrong unit once, and forecasts no number from it", async () => {
    const { sendAll, failures } = predictor({ everyHours: 10 });
    const inches = states.map((state) => ({ ...state, featureUnits: { "vibrationVelocity.mean": "[in_i]/s" } }));
    const forecast = lastOf(await sendAll(inches), "bearing");
    assert.equal(forecast.status, "insufficient");
    assert.match(forecast.reason, /\[in_i\]\/s, the model was trained on mm\/s/);
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-RUL-009", "TWIN-RUL-009"],
    );
  });

  it("takes features that are no number for ones that did not come, and goes on with the next good ones", async () => {
    const { sendAll, failures } = predictor({ everyHours: 10 });
    const spoilt = states.map((state, i) => {
      const features = { ...state.features, "bearingTemperature.mean": Number.NaN };
      return i >= 20 && i < 40 ? { ...state, features } : state;
    });
    const [whole, bad] = [await predictor({ everyHours: 10 }).sendAll(states), await sendAll(spoilt)];
    assert.deepEqual(failures, []);
    assert.ok(bad.every(({ rulHours = 0 }) => Number.isFinite(rulHours)));
    assert.equal(lastOf(bad, "bearing").status, "ok");
    assert.equal(bad.length, whole.length);
  });

  describe("with a model folder of the user's own", () => {
    const folder = temporaryFolder();
    after(folder.remove);
    const file = (name: string): string => join(folder.path, "centrifugal-pump-bearing", name);
    const editCard = (change: (card: ModelCard) => object): void =>
      writeFileSync(file("card.json"), JSON.stringify(change(JSON.parse(readFileSync(file("card.json"), "utf8")))));

    /** A changed model whose card says that it is the right one. */
    const replaceModel = (change: (model: Buffer) => Buffer): void => {
      const bytes = change(readFileSync(file("model.onnx")));
      writeFileSync(file("model.onnx"), bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      editCard((card) => ({ ...card, model: { ...card.model, sha256 } }));
    };

    beforeEach(() => {
      for (const name of MODELS) cpSync(join(shippedModelFolder(), name), join(folder.path, name), { recursive: true });
    });

    const cases: readonly (readonly [what: string, code: string, spoil: () => void])[] = [
      ["is missing", "TWIN-RUL-004", () => rmSync(file("model.onnx"))],
      ["was changed", "TWIN-RUL-005", () => appendFileSync(file("model.onnx"), "!")],
      [
        "is truncated, though its card was edited to fit",
        "TWIN-RUL-006",
        () => replaceModel((model) => model.subarray(0, 20_000)),
      ],
      ["is no model at all", "TWIN-RUL-006", () => replaceModel(() => Buffer.from("hello"))],
      ["is of an opset that the runtime does not know", "TWIN-RUL-007", () => replaceModel(ofOpset99)],
      [
        "has a card whose scores were edited by hand",
        "TWIN-PROGNOSIS-001",
        () => editCard(({ calibration, ...rest }) => ({ ...rest, calibration: { ...calibration, lives: 7 } })),
      ],
      ["has a card that is no JSON", "TWIN-PROGNOSIS-001", () => writeFileSync(file("card.json"), "{")],
      ["has a card without metrics", "TWIN-PROGNOSIS-001", () => editCard(({ metrics: _, ...rest }) => rest)],
      [
        "needs other features",
        "TWIN-PROGNOSIS-005",
        () => editCard((card) => ({ ...card, features: [...card.features].reverse() })),
      ],
      [
        "was trained on an older set of features",
        "TWIN-PROGNOSIS-005",
        () => editCard((card) => ({ ...card, featureSet: "twinloom/history-features@0" })),
      ],
      ["is of machines that count cycles", "TWIN-PROGNOSIS-005", () => editCard(countingCycles)],
      [
        "rests on other physics",
        "TWIN-RUL-015",
        () => editCard((card) => ({ ...card, physics: { ...card.physics, flow: 1 } })),
      ],
      [
        "has a card of another component",
        "TWIN-RUL-016",
        () => {
          for (const name of ["card.json", "model.onnx"]) {
            copyFileSync(join(folder.path, "centrifugal-pump-impeller", name), file(name));
          }
        },
      ],
    ];
    for (const [what, code, spoil] of cases) {
      it(`refuses a model that ${what}, once, with a code, and goes on with the other component`, async () => {
        spoil();
        const { sendAll, failures } = predictor({ modelFolder: folder.path, everyHours: 10 });
        const forecasts = await sendAll(states);
        assert.deepEqual(
          failures.map((failure) => failure.code),
          [code],
        );
        assert.equal(lastOf(forecasts, "bearing").status, "insufficient");
        assert.ok(lastOf(forecasts, "bearing").reason.startsWith(code));
        assert.equal(lastOf(forecasts, "impeller").status, "ok");
      });
    }

    it("forecasts by a model that can't be explained, and says that it can't", async () => {
      replaceModel(withoutCovers);
      const [own, shipped] = [predictor({ modelFolder: folder.path }), predictor()];
      const [made, wanted] = [await own.sendAll(states), await shipped.sendAll(states)];
      const { status, reason, rulHours, drivers, baseHours } = lastOf(made, "bearing");
      assert.deepEqual([status, drivers, baseHours], ["ok", [], undefined]);
      assert.ok(reason.includes("not explained: TWIN-EXPLAIN-003"), reason);
      assert.equal(rulHours, lastOf(wanted, "bearing").rulHours);
      assert.deepEqual(own.failures, []);
    });

    it("takes the physics where there is no model, if the engine is left to it", async () => {
      rmSync(join(folder.path, "centrifugal-pump-bearing"), { recursive: true });
      const { sendAll, failures } = predictor({ modelFolder: folder.path, everyHours: 10 });
      const forecasts = await sendAll(states);
      assert.equal(lastOf(forecasts, "bearing").engine, "physics");
      assert.equal(lastOf(forecasts, "impeller").engine, "onnx");
      assert.deepEqual(failures, []);
    });

    it("says that there is no model, if it was asked for one", async () => {
      rmSync(join(folder.path, "centrifugal-pump-bearing"), { recursive: true });
      const { sendAll, failures } = predictor({ modelFolder: folder.path, engine: "onnx", everyHours: 10 });
      assert.equal(lastOf(await sendAll(states), "bearing").status, "insufficient");
      assert.deepEqual(
        failures.map(({ code }) => code),
        ["TWIN-RUL-010"],
      );
    });
  });
});

/** The card as of a model with as many inputs, computed from cycles. */
const countingCycles = (card: ModelCard): ModelCard => {
  const kinds: CycleKind[] = [
    { kind: "average" },
    ...[5, 10, 20].map((halfLife) => ({ kind: "mean", halfLife }) as const),
  ];
  const indices = { ...exampleRecipe.indices, weights: [] };
  const cycles = { ...exampleRecipe, kinds, indices, factors: card.baseFeatures.length };
  const seen = { min: 0, median: 0, max: 1, mean: 0, sd: 1 };
  const features = cycleFeatures(cycles).map((feature) => ({ ...feature, ...seen }));
  return { ...card, featureSet: CYCLE_FEATURE_SET, features, cycles };
};
