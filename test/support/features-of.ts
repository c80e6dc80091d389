import { FEATURES_TAG, type Features, type LatestSample } from "../../models/telemetry/features.ts";

const HOUR_MS = 3_600_000;
export const START_MS = Date.UTC(2026, 0, 5);

/**
 * The features of one hour of a pump: what a test changes, on top of a pump that runs as it should.
 *
 * @param hour ordinal of the window, from 0
 */
export const pumpFeatures = (
  hour: number,
  changes: Readonly<Record<string, number>> = {},
  asset = "pump-1",
): Features => {
  const values = {
    "speed.mean": 2900,
    "speed.min": 2890,
    "dischargePressure.mean": 6,
    "vibrationVelocity.mean": 1.65,
    "bearingTemperature.mean": 48,
    ...changes,
  };
  const windowStart = START_MS + hour * HOUR_MS;
  const windowEnd = windowStart + HOUR_MS;
  const units: Record<string, string> = {
    speed: "1/min",
    dischargePressure: "bar",
    vibrationVelocity: "mm/s",
    bearingTemperature: "Cel",
  };
  const latest: Record<string, LatestSample> = {};
  for (const [channel, unit] of Object.entries(units)) {
    const value = values[`${channel}.mean` as keyof typeof values];
    latest[channel] = { value, unit, time: windowEnd - 1000, quality: "good" };
  }
  const featureUnits = Object.fromEntries(
    Object.keys(values).map((name) => [name, units[name.split(".")[0] ?? ""] ?? ""]),
  );
  return {
    schema: FEATURES_TAG,
    asset,
    time: windowEnd,
    windowStart,
    windowEnd,
    values,
    units: featureUnits,
    missing: {},
    latest,
  };
};
