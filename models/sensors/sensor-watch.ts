import { QUALITY } from "../telemetry/quality.ts";
import type { SensorDoubt } from "../telemetry/sensor-doubt.ts";
import { seriesView } from "../telemetry/series-view.ts";
import type { Series, Telemetry } from "../telemetry/telemetry.ts";
import { type AssetSensors, newAssetSensors } from "./asset-sensors.ts";
import { takeSkew } from "./clock-skew.ts";
import { calibrationDoubt, doubtsOf, skewDoubt } from "./doubts-of.ts";
import type { SensorPlan } from "./sensor-plan.ts";
import { isStuck } from "./stuck.ts";
import { DRIFT_WINDOW_MS, watchDrift } from "./watch-drift.ts";
import { addToWindows, type Judged, judgeSamples, markSpikes, watchRunning } from "./watch-samples.ts";

/** Watches the sensors of machines of one kind. */
export interface SensorWatch {
  /** The same micro-batch with the quality of each sample and what is doubted; no value is changed. */
  watch(telemetry: Telemetry): Telemetry;
  /** What is remembered of a machine, plain JSON; undefined while nothing is. */
  keep(asset: string): AssetSensors | undefined;
  /** Goes on from what `keep` gave. */
  restore(asset: string, kept: AssetSensors): void;
}

const MAX_WATCHED = 10_000;

/**
 * @param plan undefined: only calibrations and clocks are watched
 * @param skewLimitMs clocks that are off by more are told of; 0: none are
 */
export const createSensorWatch = (plan: SensorPlan | undefined, skewLimitMs: number): SensorWatch => {
  const assets = new Map<string, AssetSensors>();

  const sensorsOf = (asset: string): AssetSensors => {
    const known = assets.get(asset) ?? newAssetSensors();
    if (assets.size < MAX_WATCHED) assets.set(asset, known);
    return known;
  };

  return {
    watch: (telemetry) => {
      const { series } = telemetry;
      if (!series) return telemetry;
      const sensors = sensorsOf(telemetry.asset);
      watchSkew(sensors, telemetry, skewLimitMs);
      return doubted(telemetry, series, sensors, plan, plan ? judge(sensors, plan, series) : []);
    },
    keep: (asset) => assets.get(asset),
    restore: (asset, kept) => {
      assets.set(asset, kept);
    },
  };
};

const watchSkew = (sensors: AssetSensors, { time, receivedTime }: Telemetry, limitMs: number): void => {
  if (limitMs <= 0 || receivedTime === undefined) return;
  const skewMs = takeSkew(sensors.skew, time, receivedTime, limitMs);
  if (skewMs === undefined) sensors.skewSinceMs = 0;
  else if (sensors.skewSinceMs === 0) sensors.skewSinceMs = time;
  sensors.skewMs = skewMs ?? 0;
};

/** Everything about the samples themselves, the machine's running first. */
const judge = (sensors: AssetSensors, plan: SensorPlan, series: Readonly<Record<string, Series>>): Judged[] => {
  const running = plan.running && series[plan.running.channel];
  if (running) watchRunning(sensors, plan, seriesView(running));
  else if (!plan.running && sensors.runsSinceMs === 0) sensors.runsSinceMs = 1;
  const judged = Object.entries(series).flatMap(([name, one]): Judged[] => {
    const watched = plan.channels.get(name);
    return watched ? [judgeSamples(sensors, watched, seriesView(one))] : [];
  });
  let newestMs = 0;
  for (const one of judged) {
    markSpikes(sensors, one);
    watchStuck(sensors, one);
    addToWindows(sensors, one);
    newestMs = Math.max(newestMs, one.known.lastMs);
  }
  closeWindows(sensors, plan, newestMs);
  return judged;
};

const watchStuck = (sensors: AssetSensors, { watched, known, qualities }: Judged): void => {
  const after = watched.sensor.stuckAfterSeconds;
  if (after === undefined) return;
  const others = Object.entries(sensors.channels).filter(([name]) => name !== watched.name);
  const movedMs = others.reduce((newest, [, { movedMs: at }]) => Math.max(newest, at), 0);
  const runsSince = sensors.runsSinceMs > 0 ? sensors.runsSinceMs : undefined;
  const hangs = isStuck(known.stuck, known.lastMs, after, runsSince, movedMs);
  known.hangsMs = hangs ? known.hangsMs || known.lastMs : 0;
  if (hangs)
    qualities.forEach((quality, i) => {
      qualities[i] = Math.max(quality, QUALITY.uncertain);
    });
};

/** A window is compared once a sample after it has come. */
const closeWindows = (sensors: AssetSensors, plan: SensorPlan, newestMs: number): void => {
  const numbers = Object.keys(sensors.windows).map(Number);
  for (const number of numbers.toSorted((a, b) => a - b)) {
    if ((number + 1) * DRIFT_WINDOW_MS >= newestMs) continue;
    watchDrift(sensors, plan, number);
    delete sensors.windows[number];
    sensors.closed = number;
  }
};

const doubted = (
  telemetry: Telemetry,
  series: Readonly<Record<string, Series>>,
  sensors: AssetSensors,
  plan: SensorPlan | undefined,
  judged: readonly Judged[],
): Telemetry => {
  const doubts: Record<string, SensorDoubt[]> = {};
  const marked: Record<string, Series> = { ...series };
  const values = { ...telemetry.values };
  const skew = sensors.skewSinceMs > 0 ? [skewDoubt(sensors.skewMs, sensors.skewSinceMs)] : [];
  for (const name in series) {
    const one = series[name];
    if (!one) continue;
    const found = judged.find(({ watched }) => watched.name === name);
    const view = found?.view ?? seriesView(one);
    const last = view.n - 1;
    const own = plan ? doubtsOf(sensors, plan, name, view.values[last] ?? 0, view.timesMs[last] ?? 0) : [];
    const label = plan?.channels.get(name)?.channel.label ?? name;
    const due = one.calibration && calibrationDoubt(label, one.calibration, telemetry.time);
    const all = [...own, ...skew, ...(due ? [due] : [])];
    if (all.length > 0) doubts[name] = all;
    const qualities = found?.qualities ?? Uint8Array.from(view.qualities ?? new Uint8Array(view.n));
    const lasting = all.some(({ kind }) => kind === "drift" || kind === "skew");
    if (lasting)
      qualities.forEach((quality, i) => {
        qualities[i] = Math.max(quality, QUALITY.uncertain);
      });
    if (qualities.every((quality, i) => quality === (view.qualities?.[i] ?? QUALITY.good))) continue;
    marked[name] = { ...one, q: Buffer.from(qualities) };
    const good = qualities.lastIndexOf(QUALITY.good);
    if (good < 0) delete values[name];
    else values[name] = view.values[good] ?? 0;
  }
  const any = Object.keys(doubts).length > 0;
  return { ...telemetry, values, series: marked, ...(any ? { doubts } : {}) };
};
