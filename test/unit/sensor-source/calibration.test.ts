import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import type { Telemetry } from "../../../models/telemetry/telemetry.ts";
import { applyTelemetry } from "../../../models/twin/apply-telemetry.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { toTwinState } from "../../../models/twin/to-twin-state.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";

const pumpType = assetTypes["centrifugal-pump"] as AssetType;
const NOW = Date.UTC(2026, 5, 1);
const RULES = {
  deadbandPercent: 5,
  onDelayMs: 0,
  offDelayMs: 0,
  healthSmoothingHours: 6,
  maxGapMs: 7_200_000,
  alarmsOnlyRunning: true,
};

const read = async (row: object, value: number): Promise<Telemetry> => {
  const tags = [{ tag: "T1", channel: "bearingTemperature", ...row }];
  const source = startSource(
    { asset: "pump-1", tags, batchSamples: 1 },
    { assetType: pumpType, clock: manualClock(NOW) },
  );
  source.input({ payload: [{ tag: "T1", value, time: NOW }] });
  await source.close();
  const [telemetry] = source.telemetry();
  assert.ok(telemetry);
  return telemetry;
};

describe("a tag with a calibration record", () => {
  it("is corrected in the unit that it sends, before that is converted, and the reading says so", async () => {
    const row = {
      unit: "[degF]",
      scale: 0.1,
      calibrationGain: 1.02,
      calibrationOffset: -1,
      calibrationDate: "2026-01-05",
    };
    const telemetry = await read(row, 1220);
    const fahrenheit = 122 * 1.02 - 1;
    assert.ok(Math.abs((telemetry.values["bearingTemperature"] ?? 0) - (fahrenheit - 32) / 1.8) < 1e-9);
    assert.deepEqual(telemetry.series?.["bearingTemperature"]?.calibration, {
      gain: 1.02,
      offset: -1,
      date: "2026-01-05",
      due: "",
    });
  });

  it("leaves a reading without a record as it is, and says nothing", async () => {
    const telemetry = await read({}, 48);
    assert.equal(telemetry.values["bearingTemperature"], 48);
    assert.equal("calibration" in (telemetry.series?.["bearingTemperature"] ?? {}), false);
  });

  it("has a note once its due date has passed, and an alarm in the twin that ends with the next calibration", async () => {
    const memory = newTwinMemory("pump-1", pumpType);
    const take = (telemetry: Telemetry) => {
      applyTelemetry(memory, { ...telemetry, time: telemetry.time }, pumpType, RULES, (error) => assert.fail(error));
      return toTwinState(memory, pumpType, "r").alarms.map(({ id, state, priority }) => [id, state, priority]);
    };
    const overdue = await read({ calibrationDue: "2026-05-01", calibrationDate: "2025-05-01" }, 48);
    assert.deepEqual(
      overdue.doubts?.["bearingTemperature"]?.map(({ kind, quality, reason }) => [kind, quality, reason]),
      [["calibration", "good", "Bearing temperature was due for calibration on 2026-05-01, last done on 2025-05-01"]],
    );
    assert.equal(overdue.values["bearingTemperature"], 48, "a note takes no reading away");
    assert.deepEqual(take(overdue), [["pump-1/bearingTemperature/calibration", "active", "low"]]);
    const renewed = await read({ calibrationDue: "2027-05-01" }, 48.1);
    assert.deepEqual(take(renewed), [["pump-1/bearingTemperature/calibration", "cleared", "low"]]);
  });

  it("refuses a date that is none", () => {
    assert.throws(() =>
      startSource(
        { asset: "p", tags: [{ tag: "T1", channel: "flow", calibrationDue: "1.5.26" }] },
        { assetType: pumpType },
      ),
    );
  });
});
