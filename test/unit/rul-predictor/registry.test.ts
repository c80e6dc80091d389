import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { GATE_DEFAULTS } from "../../../models/registry/gate-settings.ts";
import type { ModelEvent } from "../../../models/registry/model-event.ts";
import { changeModel, type ModelChange } from "../../../nodes/kit/models/change-model.ts";
import { keepGate } from "../../../nodes/kit/models/kept-gate.ts";
import { readTrail } from "../../../nodes/kit/models/model-trail.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { registerModel } from "../../../scripts/models/register-model.ts";
import { writeModelVersion } from "../../support/model-version.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);
const settings = { store: "s", everyHours: 10 };
const author = { by: "ann", reason: "a test", nowMs: Date.UTC(2026, 0, 2), source: "test" };
const scores = { maeHours: 50, winklerHours: 200, coverage: 0.9 };

describe("the RUL predictor with a registry of models", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  let count = 0;
  let home = "";
  let store: TwinStore;
  let shipped = "";
  let other = "";

  const change = (wanted: ModelChange): Promise<ModelEvent> => changeModel(store, wanted, author);
  const start = () => predictor(settings, { s: store }, home);
  const shadowForecasts = () => store.listDocuments({ collection: "shadow-forecasts", owner: "machine-1" });

  /** A plant that has forecast for 100 h, with a second version whose intervals stand elsewhere as a candidate. */
  const begin = async () => {
    const plant = start();
    await plant.sendAll(life.states.slice(0, 100));
    shipped = (await readTrail(store)).find(({ component }) => component === "bearing")?.hash ?? "";
    const made = join(home, "made");
    other = writeModelVersion(made, "centrifugal-pump-bearing", "second", ({ calibration }) => ({
      calibration: { ...calibration, scores: calibration.scores.map((score) => Math.min(8, score + 0.5)) },
    }));
    await registerModel(store, home, made, author);
    return plant;
  };
  const promoteOther = async () => {
    await change({ action: "shadow", hash: other });
    await keepGate(store, { ...GATE_DEFAULTS, minimumLives: 1 }, 0);
    const pair = { with: shipped, moments: 9, own: metrics(40, 150), others: metrics(50, 200) };
    await store.putDocument({ collection: "life-scores", id: "1", timeMs: 1, owner: "", body: lifeScore(other, pair) });
    return change({ action: "promote", hash: other });
  };

  beforeEach(() => {
    home = join(folder.path, `${count++}`);
    store = openEmbeddedStore({ file: join(home, "store.db") });
  });
  afterEach(() => store.close());

  it("registers the models that come with Twinloom as the first champions, with their files, once", async () => {
    await start().sendAll(life.states.slice(0, 3));
    await start().sendAll(life.states.slice(3, 6));
    const trail = (await readTrail(store)).toReversed();
    assert.deepEqual(
      trail.map(({ action, component, by }) => [action, component, by]),
      ["impeller", "bearing"].map((component) => ["install", component, "twinloom"]),
    );
    for (const { hash } of trail) assert.ok(existsSync(join(home, "models", hash, "model.onnx")));
  });

  it("runs a shadow beside the champion, muted: what is sent and kept as forecasts does not change", async () => {
    const plant = await begin();
    await change({ action: "shadow", hash: other });
    plant.clock.advance(1000);
    const sent = await plant.sendAll(life.states.slice(100, 160));
    const alone = await predictor({ ...settings, store: "" }).sendAll(life.states.slice(0, 160));
    assert.equal(lastOf(sent, "bearing").rulHours, lastOf(alone, "bearing").rulHours);
    assert.ok(sent.every(({ model }) => model.hash !== other));
    const muted = (await shadowForecasts()).map(({ body }) => body as { model: { hash: string }; rulHours: number });
    assert.equal(muted.length, sent.filter(({ component }) => component === "bearing").length);
    assert.ok(muted.every(({ model }) => model.hash === other));
    assert.ok((muted[0]?.rulHours ?? 0) > (lastOf(sent, "bearing").rulHours ?? 0));
    assert.deepEqual(plant.failures, []);
  });

  it("goes on with a promoted model without a deploy, and back again, each with all of the history", async () => {
    const plant = await begin();
    const promoted = await promoteOther();
    assert.equal(promoted.displaced, shipped);
    plant.clock.advance(1000);
    const first = lastOf(await plant.sendAll(life.states.slice(100, 130)), "bearing");
    assert.deepEqual([first.status, first.model.hash, first.lineage.modelHash], ["ok", other, other]);
    await change({ action: "rollback", subject: "centrifugal-pump/bearing" });
    plant.clock.advance(1000);
    const second = lastOf(await plant.sendAll(life.states.slice(130, 160)), "bearing");
    const alone = await predictor({ ...settings, store: "" }).sendAll(life.states.slice(0, 160));
    assert.deepEqual([second.model.hash, second.rulHours], [shipped, lastOf(alone, "bearing").rulHours]);
    assert.deepEqual(await shadowForecasts(), []);
  });

  it("starts with the champion of the registry, not with the one that comes with Twinloom", async () => {
    const plant = await begin();
    await promoteOther();
    await plant.behaviour.close?.(false);
    const forecast = lastOf(await start().sendAll(life.states.slice(100, 120)), "bearing");
    assert.deepEqual([forecast.model.hash, forecast.status], [other, "ok"]);
  });

  it("is not disturbed by a shadow that can't be used, and says so once", async () => {
    const plant = await begin();
    await change({ action: "shadow", hash: other });
    rmSync(join(home, "models", other, "model.onnx"));
    plant.clock.advance(1000);
    const sent = await plant.sendAll(life.states.slice(100, 160));
    assert.equal(lastOf(sent, "bearing").model.hash, shipped);
    assert.deepEqual(
      plant.failures.map(({ code }) => code),
      ["TWIN-RUL-004"],
    );
    assert.deepEqual(await shadowForecasts(), []);
  });

  it("is not disturbed by a shadow that fails at each forecast, and says so once", async () => {
    const plant = await begin();
    const made = join(home, "failing");
    const failing = writeModelVersion(made, "centrifugal-pump-bearing", "failing", ({ baseFeatures }) => ({
      baseFeatures: baseFeatures.map((base) => (base.name === "speed.mean" ? { ...base, unit: "rad/s" } : base)),
      features: unitsOf("rad/s", made),
    }));
    await registerModel(store, home, made, author);
    await change({ action: "shadow", hash: failing });
    plant.clock.advance(1000);
    const sent = await plant.sendAll(life.states.slice(100, 160));
    assert.equal(lastOf(sent, "bearing").status, "ok");
    assert.deepEqual(
      plant.failures.map(({ code }) => code),
      ["TWIN-RUL-009"],
    );
    assert.deepEqual(await shadowForecasts(), []);
  });

  it("lets the champion before forecast while the reigning one can't be used", async () => {
    const plant = await begin();
    await promoteOther();
    rmSync(join(home, "models", other), { recursive: true });
    plant.clock.advance(1000);
    assert.equal(lastOf(await plant.sendAll(life.states.slice(100, 130)), "bearing").model.hash, shipped);
    assert.ok(plant.failures.some(({ code }) => code === "TWIN-RUL-004"));
  });
});

/** The features of the card in `folder` with the speed in another unit. */
const unitsOf = (unit: string, folder: string): ModelCard["features"] => {
  const card: ModelCard = JSON.parse(readFileSync(join(folder, "card.json"), "utf8"));
  return card.features.map((feature) => {
    if (!feature.name.startsWith("speed.mean/")) return feature;
    return { ...feature, unit: feature.name.endsWith("slopePerDay") ? `${unit}/d` : unit };
  });
};

const metrics = (maeHours: number, winklerHours: number) => ({
  ...{ maeHours, winklerHours, rmseHours: maeHours, meanWidthHours: 100, alphaShare: 1, alphaLambda: true },
  coverage: { "50": 0.5, "80": 0.8, "90": scores.coverage },
  prognosticHorizonHours: 10,
});

const lifeScore = (hash: string, pair: object) => ({
  ...{ schema: "twinloom/life-score@1", order: "WO-machine-1-1", asset: "machine-1", assetType: "centrifugal-pump" },
  ...{ component: "bearing", failureMode: "bearingWear", causeCode: "3.4", asFound: "failed", engine: "onnx" },
  ...{ model: { name: "second", hash }, roles: ["shadow"], flowRevisions: [], fromMs: 0, endMs: 1, forecasts: 9 },
  ...{ outcome: "foretold", pairs: [pair], fan: { times: [], lowHours: [], rulHours: [], highHours: [] } },
});
