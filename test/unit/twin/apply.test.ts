import assert from "node:assert/strict";
import fc from "fast-check";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { MAINTENANCE_TAG } from "../../../models/maintenance/maintenance-event.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import { makeSeries } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";
import { applyFeatures } from "../../../models/twin/apply-features.ts";
import { applyTelemetry } from "../../../models/twin/apply-telemetry.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { fitToType } from "../../../models/twin/fit-to-type.ts";
import { maintainTwin } from "../../../models/twin/maintain-twin.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { toTwinState } from "../../../models/twin/to-twin-state.ts";
import type { TwinRules } from "../../../models/twin/twin-rules.ts";
import { pumpFeatures, START_MS } from "../../support/features-of.ts";

const HOUR = 3_600_000;
const pump = assetTypes["centrifugal-pump"] as AssetType;
const rules: TwinRules = {
  deadbandPercent: 5,
  onDelayMs: 0,
  offDelayMs: 0,
  healthSmoothingHours: 6,
  maxGapMs: 2 * HOUR,
  alarmsOnlyRunning: true,
};
const silent = (): void => undefined;
const telemetry = (timeMs: number, values: Record<string, number>, more: Partial<Telemetry> = {}): Telemetry => ({
  schema: TELEMETRY_TAG,
  asset: "pump-1",
  time: timeMs,
  values,
  ...more,
});
const stateOf = (memory: ReturnType<typeof newTwinMemory>) => toTwinState(memory, pump, "r1");

describe("a twin that is told of its machine", () => {
  it("keeps each channel's newest sample with the time of that very sample", () => {
    const memory = newTwinMemory("pump-1", pump);
    const bad = [QUALITY.good, QUALITY.good, QUALITY.bad];
    const series = { flow: makeSeries("m3/h", [1000, 2000, 3000], [90, 91, 500], bad) };
    applyTelemetry(memory, telemetry(5000, { flow: 91, speed: 2900 }, { series }), pump, rules, silent);
    assert.deepEqual([memory.channels["flow"]?.value, memory.channels["flow"]?.time], [91, 2000]);
    assert.equal(memory.channels["speed"]?.time, 5000);
  });

  it("is not turned back by what comes late", () => {
    const memory = newTwinMemory("pump-1", pump);
    applyTelemetry(memory, telemetry(9000, { flow: 91 }), pump, rules, silent);
    applyTelemetry(memory, telemetry(8000, { flow: 70 }), pump, rules, silent);
    assert.deepEqual([memory.channels["flow"]?.value, memory.time], [91, 9000]);
  });

  it("takes no value that is no number", () => {
    const memory = newTwinMemory("pump-1", pump);
    applyTelemetry(memory, telemetry(9000, { flow: 200, speed: 2900 }), pump, rules, silent);
    applyTelemetry(memory, telemetry(10_000, { flow: Number.NaN }), pump, rules, silent);
    assert.deepEqual([memory.channels["flow"]?.value, stateOf(memory).alarms[0]?.state], [200, "active"]);
  });

  it("calls a channel uncertain that has been silent for three of its intervals", () => {
    const memory = newTwinMemory("pump-1", pump);
    for (let minute = 0; minute <= 2; minute++) {
      applyTelemetry(memory, telemetry(minute * 60_000, { flow: 90, speed: 2900 }), pump, rules, silent);
    }
    const quality = (minute: number) => {
      applyTelemetry(memory, telemetry(minute * 60_000, { speed: 2900 }), pump, rules, silent);
      return stateOf(memory).channels["flow"]?.quality;
    };
    assert.deepEqual([quality(5), quality(6)], ["good", "uncertain"]);
    assert.equal(memory.channels["flow"]?.quality, "good", "as it arrived");
  });

  it("lets an alarm clear on a machine that stands still, but not rise", () => {
    const memory = newTwinMemory("pump-1", pump);
    const tell = (minute: number, values: Record<string, number>) =>
      applyTelemetry(memory, telemetry(minute * 60_000, values), pump, rules, silent).alarms;
    assert.deepEqual(tell(1, { speed: 2900, bearingTemperature: 90 }), ["pump-1/bearingTemperature/high"]);
    assert.deepEqual(tell(2, { speed: 0, flow: 0 }), []);
    assert.deepEqual(tell(3, { bearingTemperature: 20 }), ["pump-1/bearingTemperature/high"]);
    assert.equal(stateOf(memory).alarms[0]?.state, "cleared");
  });

  it("says from which window its features are", () => {
    const memory = newTwinMemory("pump-1", pump);
    applyFeatures(memory, pumpFeatures(3), pump, rules, silent);
    const { lineage } = stateOf(memory);
    assert.deepEqual([lineage?.fromMs, lineage?.toMs], [START_MS + 3 * HOUR, START_MS + 4 * HOUR]);
  });

  it("knows maintenance that it has been told of already, and refuses a component that is none", () => {
    const memory = newTwinMemory("pump-1", pump);
    applyFeatures(memory, pumpFeatures(0), pump, rules, silent);
    const event = { schema: MAINTENANCE_TAG, asset: "pump-1", component: "bearing", time: START_MS + HOUR } as const;
    assert.equal(maintainTwin(memory, event, pump), true);
    assert.deepEqual([memory.components["bearing"]?.health, memory.components["impeller"]?.health], [null, 1]);
    applyFeatures(memory, pumpFeatures(1), pump, rules, silent);
    assert.equal(maintainTwin(memory, event, pump), false);
    assert.equal(memory.components["bearing"]?.health, 1);
    assert.throws(() => maintainTwin(memory, { ...event, component: "gearbox" }, pump), { code: "TWIN-TWIN-011" });
  });

  it("goes on after its type was edited, without what the type has no longer", () => {
    const memory = newTwinMemory("pump-1", pump);
    applyFeatures(memory, pumpFeatures(0, { "bearingTemperature.mean": 90 }), pump, rules, silent);
    const { bearingTemperature, ...channels } = pump.channels;
    const edited = { ...pump, channels, components: [{ id: "seal", label: "Seal", indicators: [] }] };
    const fitted = fitToType(memory, edited);
    assert.deepEqual(Object.keys(fitted.components), ["seal"]);
    assert.deepEqual([fitted.alarms, "bearingTemperature" in fitted.channels], [{}, false]);
    assert.equal(fitted.operatingHours, 1);
    assert.deepEqual(fitToType(memory, pump), memory);
  });

  it("ends byte for byte the same for the same messages, and in the middle through JSON too", () => {
    const message = fc.record({
      hour: fc.integer({ min: 0, max: 50 }),
      temperature: fc.double({ min: 20, max: 120, noNaN: true }),
      speed: fc.constantFrom(0, 2900),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (course) => {
        const run = (throughJson: boolean): string => {
          let memory = newTwinMemory("pump-1", pump);
          for (const { hour, temperature, speed } of course) {
            const values = { "bearingTemperature.mean": temperature, "speed.mean": speed, "speed.min": speed };
            try {
              applyFeatures(memory, pumpFeatures(hour, values), pump, rules, silent);
            } catch {
              continue;
            }
            if (throughJson) memory = JSON.parse(JSON.stringify(memory));
          }
          return JSON.stringify(stateOf(memory));
        };
        assert.equal(run(false), run(false));
        assert.equal(run(false), run(true));
      }),
    );
  });
});
