import assert from "node:assert/strict";
import { join } from "node:path";
import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import { historyFeatureNames } from "../../models/prognosis/history-features.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { exportHistory } from "../../scripts/datasets/history/export-history.ts";
import { historyRows } from "../../scripts/datasets/history/history-rows.ts";
import { machineType } from "../../scripts/datasets/history/machine-type.ts";
import { readHistory } from "../../scripts/datasets/history/read-history.ts";
import { fanFlow } from "../support/fan-flow.ts";
import { memoryFolder } from "../support/memory-folder.ts";
import { stickyDust } from "../support/sticky-dust.ts";

const HOUR_MS = 3_600_000;

describe("the labelled history of a store", function () {
  this.timeout(60_000);
  const folder = memoryFolder();
  const file = join(folder.path, "store.db");
  const out = join(folder.path, "history");
  let store: TwinStore;
  let failedMs: number[];
  let flow: ReturnType<typeof fanFlow>;

  before(async () => {
    store = openEmbeddedStore({ file });
    flow = fanFlow(stickyDust, store, folder.path);
    failedMs = [(await flow.liveAndRenew()).failedMs, (await flow.liveAndRenew()).failedMs];
    await flow.close();
    await exportHistory(file, "induction-fan", "impeller", out);
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("holds each life with the end that the twin saw, not the hour in which somebody closed the order", async () => {
    assert.deepEqual(flow.failures, []);
    const { lives } = await readHistory(out);
    assert.deepEqual(
      lives.map(({ asFound }) => asFound),
      ["failed", "failed"],
    );
    lives.forEach(({ endMs }, i) => {
      assert.ok(Math.abs(endMs - (failedMs[i] ?? 0)) <= HOUR_MS, `${endMs - (failedMs[i] ?? 0)} ms off`);
    });
  });

  it("gives the very features that the predictor forecast from", async () => {
    const history = await readHistory(out);
    const kind = await machineType("induction-fan", "impeller");
    const names = historyFeatureNames(kind.bases.map(({ name }) => name));
    const documents = await store.listDocuments({ collection: "forecasts", limit: 100_000 });
    const kept = new Map<number, Readonly<Record<string, number>>>();
    for (const { body } of documents) {
      const forecast = body as Forecast & { computedFrom: { inputs: Record<string, number> } };
      assert.equal(forecast.schema, FORECAST_TAG);
      if (forecast.component === "impeller") kept.set(forecast.time, forecast.computedFrom.inputs);
    }
    let compared = 0;
    for (const life of history.lives) {
      for (const { vector, rulHours } of historyRows(kind, history, life)) {
        const inputs = kept.get(Math.round(life.endMs - rulHours * HOUR_MS));
        if (!inputs || Object.keys(inputs).length === 0) continue;
        compared++;
        names.forEach((name, i) => {
          assert.ok(
            Math.abs((inputs[name] ?? Number.NaN) - (vector[i] ?? 0)) <= 1e-9,
            `${name}: ${inputs[name]}, ${vector[i]}`,
          );
        });
      }
    }
    assert.ok(compared > 100, `${compared} forecasts`);
  });
});
