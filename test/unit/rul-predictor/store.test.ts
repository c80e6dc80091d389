import assert from "node:assert/strict";
import type { Forecast } from "../../../models/prognosis/forecast.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lastOf, predictor } from "./predictor.ts";
import { HOUR_MS, lifeOf, START_MS } from "./states-of-machine.ts";

const life = lifeOf("centrifugal-pump", "bearing", 3);

describe("what the RUL predictor keeps", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  let file = 0;
  const open = () => openEmbeddedStore({ file: `${folder.path}/${file++}.db` });

  it("keeps every forecast as a point and, with what it was computed from, as a document", async () => {
    const store = open();
    const { sendAll } = predictor({ store: "s", everyHours: 10 }, { s: store });
    const forecast = lastOf(await sendAll(life.states.slice(0, 100)), "bearing");
    const rows = await store.latest("forecast", { asset: "machine-1", component: "bearing" });
    assert.equal(rows[0]?.fields["rulHours"], forecast.rulHours);
    assert.equal(rows[0]?.fields["highHours"], forecast.interval?.highHours);
    const { flow, model } = rows[0]?.fields ?? {};
    assert.deepEqual([flow, model], ["test-revision", forecast.model.hash]);
    assert.equal(rows[0]?.fields["p168h"], forecast.probabilityOfFailure?.within168h);
    const [document] = await store.listDocuments({ collection: "forecasts", owner: "machine-1", limit: 1 });
    const body = document?.body as typeof forecast & { computedFrom: { inputs: Record<string, number> } };
    assert.equal(body.model.hash.length, 64);
    assert.equal(body.lineage.flowRevision, "test-revision");
    assert.ok(body.lineage.fromMs < body.lineage.toMs);
    assert.ok((body.computedFrom.inputs["vibrationVelocity.mean/smoothed"] ?? 0) > 1);
    await store.close();
  });

  it("carries what the machine was making, kept as fields of the point and in the document", async () => {
    const store = open();
    const { sendAll } = predictor({ store: "s", everyHours: 10 }, { s: store });
    const context = { batch: "B7", product: "P 3" };
    const forecast = lastOf(
      await sendAll(life.states.slice(0, 100).map((state) => ({ ...state, context }))),
      "bearing",
    );
    assert.deepEqual(forecast.context, context);
    const [row] = await store.latest("forecast", { asset: "machine-1", component: "bearing" });
    assert.deepEqual([row?.fields["context_batch"], row?.fields["context_product"]], ["B7", "P 3"]);
    assert.deepEqual(row?.tags, { asset: "machine-1", component: "bearing" });
    const [document] = await store.listDocuments({ collection: "forecasts", owner: "machine-1", limit: 1 });
    assert.deepEqual((document?.body as Forecast).context, context);
    await store.close();
  });

  it("keeps the forecasts of the time in which the store was full, once there is room", async () => {
    const store = open();
    let full = true;
    const whenRoom = <T>(work: () => Promise<T>): Promise<T> => (full ? Promise.reject(new Error("full")) : work());
    const shaky: TwinStore = {
      ...store,
      write: (points) => whenRoom(() => store.write(points)),
      putDocument: (document) => whenRoom(() => store.putDocument(document)),
    };
    const { sendAll } = predictor({ store: "s", everyHours: 10 }, { s: shaky });
    const made = await sendAll(life.states.slice(0, 50));
    full = false;
    made.push(...(await sendAll(life.states.slice(50, 70))));
    const kept = await store.listDocuments({ collection: "forecasts" });
    assert.deepEqual(kept.map(({ id }) => id).sort(), made.map(({ id }) => id).sort());
    await store.close();
  });

  it("keeps a reason without a number as a document only", async () => {
    const store = open();
    const { sendAll } = predictor({ store: "s" }, { s: store });
    await sendAll(life.states.slice(0, 10));
    assert.deepEqual(await store.latest("forecast", { asset: "machine-1" }), []);
    assert.ok((await store.listDocuments({ collection: "forecasts" })).length > 0);
    await store.close();
  });

  for (const engine of ["onnx", "physics"]) {
    it(`goes on after a restart where it was (${engine})`, async () => {
      const settings = { store: "s", engine, everyHours: 20 };
      const store = open();
      const first = predictor(settings, { s: store });
      await first.sendAll(life.states.slice(0, 100));
      await first.behaviour.close?.(false);
      const second = predictor(settings, { s: store });
      const continued = lastOf(await second.sendAll(life.states.slice(100, 200)), "bearing");
      const whole = lastOf(await predictor({ ...settings, store: "" }).sendAll(life.states.slice(0, 200)), "bearing");
      assert.equal(continued.status, "ok");
      assert.equal(continued.rulHours, whole.rulHours);
      assert.deepEqual(second.failures, []);
      await store.close();
    });
  }

  for (const engine of ["onnx", "physics"]) {
    it(`forecasts after kills at any moment as if there had been none (${engine})`, async () => {
      const settings = { store: "s", engine, everyHours: 5 };
      const store = open();
      // States a quarter of an hour apart: most kills hit a step of history that is half full.
      const states = life.states.slice(0, 240).map((state, i) => ({ ...state, time: START_MS + (i * HOUR_MS) / 4 }));
      const whole = await predictor({ ...settings, store: "" }).sendAll(states);
      const lives: Forecast[] = [];
      for (let from = 0, length = 1; from < states.length; from += length, length += 7) {
        const killed = predictor(settings, { s: store });
        lives.push(...(await killed.sendAll(states.slice(from, from + length))));
        assert.deepEqual(killed.failures, []);
        // The commit under way ends; there is no close().
        await store.deleteDocument("none", "none");
      }
      assert.ok(whole.filter(({ status }) => status === "ok").length > 5);
      assert.deepEqual(lives, whole);
      const journal = await store.listDocuments({ collection: "predictor-journal" });
      // Six hours until the next snapshot, one until its step is full, and what a killed clearing left.
      assert.ok(journal.length <= 2 * 7 * 4, `${journal.length} of ${states.length} are left`);
      await store.close();
    });
  }

  it("starts anew, and says so, if what it kept can't be read", async () => {
    const store = open();
    const kept = {
      version: 1,
      newestMs: 0,
      stepMs: null,
      forecastMs: 0,
      failed: false,
      maintainedAt: {},
      engines: { bearing: {} },
    };
    await store.putDocument({
      collection: "predictor-history",
      id: "node-1/machine-1",
      timeMs: 0,
      owner: "machine-1",
      body: kept,
    });
    const { sendAll, failures } = predictor({ store: "s", everyHours: 10 }, { s: store });
    const forecast = lastOf(await sendAll(life.states.slice(0, 60)), "bearing");
    assert.equal(forecast.status, "ok");
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-PROGNOSIS-004"],
    );
    await store.close();
  });

  it("still sends forecasts while the store can't take them, and says what is wrong", async () => {
    const store = open();
    await store.close();
    const { sendAll, failures } = predictor({ store: "s", everyHours: 10 }, { s: store });
    assert.equal(lastOf(await sendAll(life.states.slice(0, 60)), "bearing").status, "ok");
    assert.ok(failures.length > 0 && failures.every(({ code }) => code.startsWith("TWIN-")));
  });
});
