import { assetTypes } from "../../models/assets/index.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";

/** One entry of an array of readings, as any other node may send it. */
export interface FleetReading {
  readonly asset: string;
  readonly channel: string;
  readonly value: number;
  /** epoch ms */
  readonly time: number;
}

export const ASSET_TYPE = "centrifugal-pump";
const ASSETS = 100;
const BATCH = 100;
/** As the reference's readings begin. */
const START_MS = 17e11;
const STEP_MS = 1000;

/** A pump at its working point; of each channel the value as it should be, and how far it moves with the drift. */
const CHANNELS: Readonly<Record<string, readonly [base: number, drift: number]>> = {
  speed: [2900, 0],
  flow: [100, -10],
  suctionPressure: [1.2, 0],
  dischargePressure: [6, -0.8],
  motorPower: [22, 3],
  bearingTemperature: [48, 25],
  vibrationVelocity: [1.65, 5],
};
const NAMES = Object.keys(CHANNELS);

/**
 * Readings of 100 pumps with seven channels each, one second apart, deterministic: a slow drift of each pump (the
 * reference's saw-tooth of 4,000 samples) and noise of a linear congruential generator.
 */
export const fleet = () => {
  let seed = 1;
  const noise = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  };
  const assets = Array.from({ length: ASSETS }, (_, k) => `line1/pump${k}`);
  const channels = Object.values(CHANNELS);
  const units = NAMES.map((name) => assetTypes[ASSET_TYPE]?.channels[name]?.unit ?? "");
  const valueAt = (asset: number, channel: number, second: number): number => {
    const [base, drift] = channels[channel] ?? [0, 0];
    return base + drift * (((second + 37 * asset) % 4000) / 4000) + 0.02 * base * noise();
  };

  let next = 0;
  /** Channel by channel, pump by pump, second by second, as a fleet is scanned. */
  const reading = (): FleetReading => {
    const at = next++;
    const channel = at % NAMES.length;
    const asset = Math.floor(at / NAMES.length) % ASSETS;
    const second = Math.floor(at / (NAMES.length * ASSETS));
    const time = START_MS + second * STEP_MS;
    return { asset: assets[asset] ?? "", channel: NAMES[channel] ?? "", value: valueAt(asset, channel, second), time };
  };

  const n = Math.floor(BATCH / NAMES.length);
  const seconds = new Array<number>(ASSETS).fill(0);
  let turn = 0;
  /** As our adapters send it: one pump's samples, as many of each channel, all in one piece of memory. */
  const microBatch = (): Telemetry => {
    const asset = turn++ % ASSETS;
    const numbers = new Float64Array(2 * n * NAMES.length);
    const telemetry: Telemetry = { schema: TELEMETRY_TAG, asset: assets[asset] ?? "", time: 0, values: {}, series: {} };
    const second = seconds[asset] ?? 0;
    let at = 0;
    for (let channel = 0; channel < NAMES.length; channel++) {
      for (let i = 0; i < n; i++) {
        numbers[at + i] = START_MS + (second + i) * STEP_MS;
        numbers[at + n + i] = valueAt(asset, channel, second + i);
      }
      const name = NAMES[channel] ?? "";
      const t = Buffer.from(numbers.buffer, 8 * at, 8 * n);
      const v = Buffer.from(numbers.buffer, 8 * (at + n), 8 * n);
      if (telemetry.series) telemetry.series[name] = { unit: units[channel] ?? "", n, t, v };
      telemetry.values[name] = numbers[at + 2 * n - 1] ?? 0;
      at += 2 * n;
    }
    telemetry.time = START_MS + (second + n - 1) * STEP_MS;
    seconds[asset] = second + n;
    return telemetry;
  };

  return {
    assets,
    /** A payload of 100 readings. */
    readings: (): FleetReading[] => Array.from({ length: BATCH }, reading),
    microBatch,
    /** How many readings a micro-batch holds: as many of each channel, 100 or just below. */
    microBatchReadings: NAMES.length * n,
    /** Two readings of each channel, from `second` on. */
    twoSeconds: (asset: string, second: number): FleetReading[] =>
      [second, second + 1].flatMap((at) =>
        NAMES.map((channel, i) => ({ asset, channel, value: valueAt(0, i, at), time: START_MS + at * STEP_MS })),
      ),
  };
};
