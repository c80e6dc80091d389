import assert from "node:assert/strict";
import { assetTypes } from "../../models/assets/index.ts";
import { createPlant } from "../../scripts/plant/plant.ts";
import { predictor } from "../unit/rul-predictor/predictor.ts";
import { blankState, HOUR_MS, START_MS } from "../unit/rul-predictor/states-of-machine.ts";

const HOURS = 400;
/** Their features are means of scalar channels only. */
const ASSETS = ["pump-1", "fan-1", "extruder-1"];

describe("the machines of the demo plant", () => {
  it("are sampled more often and run more evenly than those of the training, which is no drift of their inputs", async () => {
    const plant = createPlant(1, START_MS);
    const { send, failures } = predictor({ everyHours: 24, engine: "onnx" });
    let forecasts = 0;
    for (let hour = 1; hour <= HOURS; hour++) {
      const scans = Map.groupBy(plant.advance(START_MS + hour * HOUR_MS), ({ asset }) => asset);
      for (const asset of ASSETS) {
        const type = assetTypes[plant.machine(asset).plan.type];
        const own = scans.get(asset) ?? [];
        assert.ok(type && own.length > 6);
        const mean = (channel: string): number =>
          own.reduce((sum, { values }) => sum + (values[channel] ?? Number.NaN), 0) / own.length;
        const features = Object.fromEntries(Object.keys(type.channels).map((one) => [`${one}.mean`, mean(one)]));
        for (const { drifted, status } of await send({ ...blankState(asset, type.id, hour), features })) {
          assert.deepEqual(drifted, undefined, `${asset} after ${hour} h`);
          if (status === "ok") forecasts++;
        }
      }
    }
    assert.ok(forecasts > 60);
    assert.deepEqual(failures, []);
  });
});
