import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { eventually } from "../support/eventually.ts";
import { MACHINES, type PlantFlow } from "../support/plant-flow.ts";
import { sqliteDocuments } from "../support/sqlite-documents.ts";
import { readStory, SPINDLE } from "./read-story.ts";

/** Numbers of a measurement's field for one asset, read from the database without any code of Twinloom. */
export type ReadNumbers = (measurement: string, field: string, asset: string) => Promise<readonly number[]>;

const FEATURE_OF: Readonly<Record<string, string>> = {
  "pump-1": "flow.mean",
  "fan-1": "motorPower.mean",
  "spindle-1": "vibration.envelopeRms",
  "extruder-1": "coolingFlow.mean",
};

/** What is kept, and what a power cut leaves of it. */
export const keepingStory = (flowOf: () => PlantFlow, numbers: ReadNumbers): void => {
  const { states, errors } = readStory(flowOf);

  it("has telemetry, features, health, forecasts and documents of every machine in the store", async () => {
    const file = join(flowOf().folder, "twinloom-store.db");
    for (const asset of Object.keys(MACHINES)) {
      const wanted = [
        ["telemetry", "value"],
        ["features", FEATURE_OF[asset] ?? ""],
        ["health", "health"],
        ["forecast", "rulHours"],
      ];
      for (const [measurement = "", field = ""] of wanted) {
        const found = await eventually(
          `${measurement} of ${asset}`,
          async () => {
            const kept = await numbers(measurement, field, asset);
            return kept.length >= 10 && kept;
          },
          () => [measurement, field],
        );
        assert.ok(found.every(Number.isFinite), `${measurement} of ${asset}`);
      }
    }
    const kept = (collection: string) => sqliteDocuments(file, collection);
    assert.deepEqual(kept("twin-states").length, 4);
    assert.ok(kept("forecasts").some(({ status, computedFrom }) => status === "ok" && computedFrom));
    assert.ok(kept("predictor-history").length > 0);
    assert.equal(kept("scenarios").length, 1);
    const orders = kept("work-orders").filter(({ asset }) => asset === SPINDLE);
    assert.deepEqual(
      orders.map(({ status, causeCode }) => [status, causeCode]),
      [["closed", "3.4"]],
    );
    assert.deepEqual(kept("quarantine"), []);
  });
  it("goes on with its orders, twins and history after kill -9", async () => {
    const flow = flowOf();
    const before = new Map(Object.keys(MACHINES).map((asset) => [asset, states(asset).at(-1)]));
    const list = () => flow.ask("orders", { command: "list", status: "closed" }, Array.isArray);
    const listed = await list();
    assert.equal(listed.length, 1);
    await flow.killAndStart();
    const from = flow.mark();
    assert.deepEqual(await list(), listed);
    for (const [asset, old] of before) {
      const now = await eventually(
        `${asset} after the restart`,
        () => states(asset, from).at(-1),
        () => errors(from),
      );
      assert.ok(
        now.operatingHours >= (old?.operatingHours ?? Infinity),
        `${asset}: ${now.operatingHours} ${old?.operatingHours}`,
      );
      assert.ok(now.time > (old?.time ?? Infinity), asset);
      const series = [{ measurement: "health", field: "health", tags: { component: MACHINES[asset]?.[0] ?? "" } }];
      const history = await flow.ask(
        "history",
        { asset, series, hours: 8760, points: 20_000 },
        ({ schema, asset: of }) => schema === "twinloom/history@1" && of === asset,
      );
      const [{ times }] = history.series;
      assert.ok(times.length >= 10 && times[0] < (old?.time ?? 0), asset);
    }
    const maintained = (state?: TwinState) => state?.maintainedAt["frontBearing"];
    assert.equal(maintained(states(SPINDLE, from).at(-1)), maintained(before.get(SPINDLE)));
  });
};
