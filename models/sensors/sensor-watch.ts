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
import { addToWindows, type Judged, judgeSamples, mark, markSpikes, watchRunning } from "./watch-samples.ts";

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
  const judged: Judged[] = [];
  for (const name in series) {
    const watched = plan.channels.get(name);
    const one = series[name];
    if (watched && one) judged.push(judgeSamples(sensors, watched, seriesView(one)));
  }
  const moved = newestMoves(sensors);
  let newestMs = 0;
  for (const one of judged) {
    markSpikes(sensors, one);
    watchStuck(sensors, one, moved);
    addToWindows(sensors, one);
    newestMs = Math.max(newestMs, one.known.lastMs);
  }
  closeWindows(sensors, plan, newestMs);
  return judged;
};

/** The channel that moved last, and when another one did. */
const newestMoves = ({
  channels,
}: AssetSensors): { readonly last: string; readonly ms: number; readonly otherMs: number } => {
  let moves = { last: "", ms: 0, otherMs: 0 };
  for (const name in channels) {
    const ms = channels[name]?.movedMs ?? 0;
    if (ms > moves.ms) moves = { last: name, ms, otherMs: moves.ms };
    else if (ms > moves.otherMs) moves = { ...moves, otherMs: ms };
  }
  return moves;
};

const watchStuck = (sensors: AssetSensors, judged: Judged, moves: ReturnType<typeof newestMoves>): void => {
  const { watched, known, view } = judged;
  const after = watched.sensor.stuckAfterSeconds;
  if (after === undefined) return;
  const movedMs = moves.last === watched.name ? moves.otherMs : moves.ms;
  const runsSince = sensors.runsSinceMs > 0 ? sensors.runsSinceMs : undefined;
  const hangs = isStuck(known.stuck, known.lastMs, after, runsSince, movedMs);
  known.hangsMs = hangs ? known.hangsMs || known.lastMs : 0;
  if (hangs) for (let i = 0; i < view.n; i++) mark(judged, i, QUALITY.uncertain);
};

/** A window is compared once a sample after it has come. */
const closeWindows = (sensors: AssetSensors, plan: SensorPlan, newestMs: number): void => {
  const { windows } = sensors;
  const isOver = ({ number }: AssetSensors["windows"][number]): boolean => (number + 1) * DRIFT_WINDOW_MS < newestMs;
  if (!windows.some(isOver)) return;
  for (const window of windows.filter(isOver).sort((a, b) => a.number - b.number)) {
    watchDrift(sensors, plan, window);
    sensors.closed = window.number;
  }
  windows.splice(0, windows.length, ...windows.filter((window) => !isOver(window)));
};

/** The telemetry with what was found; the same object where nothing was. */
const doubted = (
  telemetry: Telemetry,
  series: Readonly<Record<string, Series>>,
  sensors: AssetSensors,
  plan: SensorPlan | undefined,
  judged: readonly Judged[],
): Telemetry => {
  const doubts = doubtsIn(telemetry, series, sensors, plan);
  const marked: Record<string, Series> = {};
  const values = { ...telemetry.values };
  for (const name in series) {
    const one = series[name];
    const found = judged.find(({ watched }) => watched.name === name);
    const lasting = doubts[name]?.some(({ kind }) => kind === "drift" || kind === "skew");
    if (!one || !(lasting || found?.isMarked)) continue;
    const view = found?.view ?? seriesView(one);
    const before = found?.qualities ?? view.qualities ?? new Uint8Array(view.n);
    const qualities = lasting ? before.map((quality) => Math.max(quality, QUALITY.uncertain)) : before;
    marked[name] = { ...one, q: Buffer.from(qualities) };
    const good = qualities.lastIndexOf(QUALITY.good);
    if (good < 0) delete values[name];
    else values[name] = view.values[good] ?? 0;
  }
  const isDoubted = Object.keys(doubts).length > 0;
  const isMarked = Object.keys(marked).length > 0;
  if (!isDoubted && !isMarked) return telemetry;
  return { ...telemetry, values, series: { ...series, ...marked }, ...(isDoubted ? { doubts } : {}) };
};

const doubtsIn = (
  { time }: Telemetry,
  series: Readonly<Record<string, Series>>,
  sensors: AssetSensors,
  plan: SensorPlan | undefined,
): Record<string, SensorDoubt[]> => {
  const doubts: Record<string, SensorDoubt[]> = {};
  const skew = sensors.skewSinceMs > 0 ? [skewDoubt(sensors.skewMs, sensors.skewSinceMs)] : [];
  for (const name in series) {
    const one = series[name];
    if (!one) continue;
    const own = plan && mayDoubt(sensors, name) ? doubtsOfLast(sensors, plan, name, one) : [];
    const label = plan?.channels.get(name)?.channel.label ?? name;
    const due = one.calibration && calibrationDoubt(label, one.calibration, time);
    if (own.length + skew.length > 0 || due) doubts[name] = [...own, ...skew, ...(due ? [due] : [])];
  }
  return doubts;
};

/** Most sensors are sound: of them nothing more is asked. */
const mayDoubt = ({ channels, drifted }: AssetSensors, name: string): boolean => {
  const known = channels[name];
  return known !== undefined && (known.rangeMs + known.spikeMs + known.hangsMs > 0 || drifted[name] !== undefined);
};

const doubtsOfLast = (sensors: AssetSensors, plan: SensorPlan, name: string, series: Series): SensorDoubt[] => {
  const { n, values, timesMs } = seriesView(series);
  return doubtsOf(sensors, plan, name, values[n - 1] ?? 0, timesMs[n - 1] ?? 0);
};
