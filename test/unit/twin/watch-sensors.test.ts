import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import type { LatestSample } from "../../../models/telemetry/features.ts";
import type { SensorDoubt } from "../../../models/telemetry/sensor-doubt.ts";
import { commandAlarm } from "../../../models/twin/alarm-command.ts";
import { applyFeatures } from "../../../models/twin/apply-features.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { fitToType } from "../../../models/twin/fit-to-type.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { toTwinState } from "../../../models/twin/to-twin-state.ts";
import type { TwinMemory } from "../../../models/twin/twin-memory.ts";
import { pumpFeatures } from "../../support/features-of.ts";

const type = assetTypes["centrifugal-pump"] as AssetType;
const RULES = {
  deadbandPercent: 5,
  onDelayMs: 0,
  offDelayMs: 0,
  healthSmoothingHours: 6,
  maxGapMs: 7_200_000,
  alarmsOnlyRunning: true,
};
const drift: SensorDoubt = {
  kind: "drift",
  quality: "uncertain",
  reason: "Bearing temperature reads 48 Cel where the physics says 53 Cel",
  since: 1,
  estimate: { value: 53, low: 52.5, high: 53.5 },
};

/** Takes an hour in which the bearing's thermometer reads `value` and is doubted for `doubts`, and `changes` of other channels. */
const take = (
  memory: TwinMemory,
  hour: number,
  value: number,
  doubts: readonly SensorDoubt[],
  changes: Readonly<Record<string, Partial<LatestSample>>> = {},
): readonly string[] => {
  const features = pumpFeatures(hour);
  const latest: Record<string, LatestSample> = { ...features.latest };
  const quality = doubts.find((one) => one.quality !== "good")?.quality ?? "good";
  const bearing = latest["bearingTemperature"] as LatestSample;
  latest["bearingTemperature"] = { ...bearing, value, quality, ...(doubts.length > 0 ? { doubts: [...doubts] } : {}) };
  for (const name in changes) latest[name] = { ...(latest[name] as LatestSample), ...changes[name] };
  return applyFeatures(memory, { ...features, latest }, type, RULES, (error) => assert.fail(error)).alarms;
};
const alarmsOf = (memory: TwinMemory): [string, string][] =>
  toTwinState(memory, type, "r").alarms.map(({ id, state }) => [id, state]);

describe("alarms about sensors", () => {
  it("rise with the doubt, name the component, tell value and estimate, and clear when it is over", () => {
    const memory = newTwinMemory("pump-1", type);
    assert.deepEqual(take(memory, 0, 48, [drift]), ["pump-1/bearingTemperature/drift"]);
    const [alarm] = toTwinState(memory, type, "r").alarms;
    assert.deepEqual(
      [alarm?.priority, alarm?.component, alarm?.value, alarm?.limit, alarm?.message],
      ["medium", "bearing", 48, 53, drift.reason],
    );
    assert.deepEqual(take(memory, 1, 48, [drift]), [], "it is told once");
    assert.deepEqual(take(memory, 2, 48, []), ["pump-1/bearingTemperature/drift"]);
    assert.deepEqual(alarmsOf(memory), [["pump-1/bearingTemperature/drift", "cleared"]]);
  });

  it("are acknowledged and shelved like any other", () => {
    const memory = newTwinMemory("pump-1", type);
    take(memory, 0, 48, [drift]);
    const id = "pump-1/bearingTemperature/drift";
    const alarm = memory.alarms[id];
    assert.ok(alarm);
    memory.alarms[id] = commandAlarm(alarm, { command: "acknowledge", by: "anna" });
    take(memory, 1, 48, [drift]);
    assert.deepEqual(alarmsOf(memory), [[id, "acknowledged"]]);
  });

  it("leave the limits of a sensor that may have drifted in force, and those of one that hangs not", () => {
    const hot = 85;
    const drifting = newTwinMemory("pump-1", type);
    assert.ok(take(drifting, 0, hot, [drift]).includes("pump-1/bearingTemperature/high"));
    const hanging = newTwinMemory("pump-1", type);
    const stuck = take(hanging, 0, hot, [{ ...drift, kind: "stuck" }]);
    assert.deepEqual(stuck, ["pump-1/bearingTemperature/stuck"]);
  });

  it("rise on a machine that stands", () => {
    const memory = newTwinMemory("pump-1", type);
    const changed = take(memory, 0, 48, [drift], { speed: { value: 0 } });
    assert.deepEqual(changed, ["pump-1/bearingTemperature/drift"]);
  });

  it("are one for a clock that is off, whatever the number of its channels", () => {
    const memory = newTwinMemory("pump-1", type);
    const skew: SensorDoubt = {
      kind: "skew",
      quality: "uncertain",
      reason: "The source's clock is 90 s behind",
      since: 1,
    };
    const all = { speed: { doubts: [skew] }, vibrationVelocity: { doubts: [skew] } };
    assert.deepEqual(take(memory, 0, 48, [skew], all), ["pump-1/clock/skew"]);
    assert.deepEqual(alarmsOf({ ...fitToType(memory, type) }), [["pump-1/clock/skew", "active"]]);
    assert.deepEqual(take(memory, 1, 48, []), ["pump-1/clock/skew"]);
  });
});
