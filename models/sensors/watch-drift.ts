import type { AssetSensors, ChannelSums, Drifted } from "./asset-sensors.ts";
import {
  type DriftChart,
  foundChart,
  hasDrifted,
  isBackAgain,
  newDriftChart,
  nextDriftChart,
  type Offset,
} from "./drift-chart.ts";
import { expectedChannels } from "./expected-channels.ts";
import { type GroupMember, voteOf } from "./redundant.ts";
import type { SensorPlan } from "./sensor-plan.ts";

/** Drift is slow: an hour's means are compared. */
export const DRIFT_WINDOW_MS = 3_600_000;
/** Fewer samples make no mean to compare. */
const LEAST_SAMPLES = 3;
/** Two faults that explain the same within this chi-squared can't be told apart: odds below 1 to 90. */
const SAME = 9;
/** What the channels may be off by together, in chi-squared for each of them, if the physics fits the machine. */
const FITS = 4;
/** So many windows tell whether the physics is of a machine like this. */
const FIRST_WINDOWS = 24;

type By = "physics" | "neighbours";

/**
 * Takes a window's means to the charts, and says which sensors have drifted. A window in which the machine did not run through tells
 * nothing.
 *
 * @param sensors changed in place
 */
export const watchDrift = (
  sensors: AssetSensors,
  plan: SensorPlan,
  { number, stands, sums: all }: AssetSensors["windows"][number],
): void => {
  if (stands) return;
  const sums = Object.entries(all).filter(([, { n }]) => n >= LEAST_SAMPLES);
  watchNeighbours(sensors, plan, new Map(sums), (number + 1) * DRIFT_WINDOW_MS);
  watchPhysics(sensors, plan, new Map(sums), number * DRIFT_WINDOW_MS);
};

const meanOf = ({ n, sum }: ChannelSums): number => sum / n;

/** Standard deviation of a mean, from the scatter within the window. */
const sdOfMean = ({ n, sum, squares }: ChannelSums): number =>
  Math.sqrt(Math.max(0, squares - (sum * sum) / n) / Math.max(1, n - 1) / n);

const watchNeighbours = (
  sensors: AssetSensors,
  plan: SensorPlan,
  sums: ReadonlyMap<string, ChannelSums>,
  timeMs: number,
): void => {
  for (const group of plan.groups) {
    const members = group.flatMap((channel): GroupMember[] => {
      const sum = sums.get(channel);
      return sum ? [{ channel, mean: meanOf(sum), sd: sdOfMean(sum) }] : [];
    });
    for (const { channel, expected, sd, either } of voteOf(members)) {
      const offset = (members.find((one) => one.channel === channel)?.mean ?? expected) - expected;
      const above = aboveOf(plan, channel);
      const chart = advance(sensors, "neighbours", channel, { offset, sd, evidence: (offset / sd) ** 2 }, above);
      const orElse = either ? group.filter((other) => other !== channel) : [];
      if (sensors.drifted[channel] === undefined && hasDrifted(chart, sd, above)) {
        raise(sensors, channel, { sinceMs: timeMs, by: "neighbours", orElse });
      }
    }
  }
};

const watchPhysics = (
  sensors: AssetSensors,
  plan: SensorPlan,
  sums: ReadonlyMap<string, ChannelSums>,
  fromMs: number,
): void => {
  const { model, asked } = plan;
  if (!model || asked.length === 0) return;
  const toMs = fromMs + DRIFT_WINDOW_MS;
  const means = Object.fromEntries([...sums].map(([name, sum]) => [name, meanOf(sum)]));
  const counts = Object.fromEntries([...sums].map(([name, { n }]) => [name, n]));
  const distrusted = new Set(Object.keys(sensors.drifted));
  const { expected, memory } = expectedChannels(
    model,
    { fromMs, toMs, means, counts },
    sensors.physics,
    asked,
    distrusted,
  );
  sensors.physics = memory;
  const rest = Math.min(...Object.values(expected).map((one) => one.rest));
  const fits = rest <= FITS * sums.size;
  countFirst(sensors.first, fits);
  const crossed: string[] = [];
  for (const name of asked) {
    const found = expected[name];
    const above = aboveOf(plan, name);
    // Where the others say less than what counts, there is nothing to compare with.
    if (!found || !(found.sd < above)) continue;
    const offset = (means[name] ?? 0) - found.value;
    const evidence = distrusted.has(name) ? (offset / found.sd) ** 2 : found.evidence;
    const chart = advance(sensors, "physics", name, { offset, sd: found.sd, evidence }, above);
    if (!distrusted.has(name) && hasDrifted(chart, found.sd, above)) crossed.push(name);
  }
  if (crossed.length > 0 && (fits || isOfItsKind(sensors.first))) name(sensors, plan, crossed, toMs);
};

const countFirst = (first: AssetSensors["first"], fits: boolean): void => {
  if (first.windows >= FIRST_WINDOWS) return;
  first.windows++;
  if (!fits) first.misfits++;
};

/**
 * Whether the physics has fitted the machine from the first: then a misfit that comes later is of sensors, be it several. Of a machine
 * whose parameters are others no sensor is named, because none alone explains it.
 */
const isOfItsKind = ({ windows, misfits }: AssetSensors["first"]): boolean =>
  windows >= FIRST_WINDOWS && misfits <= windows / 2;

/** Names the channel that explains best why the others don't fit, if it is beyond what counts for it. */
const name = (sensors: AssetSensors, { asked }: SensorPlan, crossed: readonly string[], timeMs: number): void => {
  const open = asked.filter((channel) => sensors.drifted[channel] === undefined);
  const evidence = (channel: string): number => sensors.charts[keyOf("physics", channel)]?.evidence ?? 0;
  const [first, ...others] = open.toSorted((a, b) => evidence(b) - evidence(a));
  if (first === undefined || !crossed.includes(first)) return;
  const orElse = others.filter((channel) => evidence(first) - evidence(channel) < SAME);
  raise(sensors, first, { sinceMs: timeMs, by: "physics", orElse });
  // What the others seemed to be off by was this one's doing.
  for (const channel of others) delete sensors.charts[keyOf("physics", channel)];
};

const raise = (sensors: AssetSensors, channel: string, drifted: Drifted): void => {
  sensors.drifted[channel] = drifted;
  const key = keyOf(drifted.by, channel);
  const chart = sensors.charts[key];
  if (chart) sensors.charts[key] = foundChart(chart);
};

export const keyOf = (by: By, channel: string): string => `${by}/${channel}`;

const aboveOf = (plan: SensorPlan, channel: string): number =>
  plan.channels.get(channel)?.sensor.driftAbove ?? Number.POSITIVE_INFINITY;

/** Also ends a drift that is over. */
const advance = (sensors: AssetSensors, by: By, channel: string, offset: Offset, above: number): DriftChart => {
  const key = keyOf(by, channel);
  const chart = nextDriftChart(sensors.charts[key] ?? newDriftChart(), offset, above);
  const isOver = sensors.drifted[channel]?.by === by && isBackAgain(chart, above);
  if (isOver) delete sensors.drifted[channel];
  const kept = isOver ? newDriftChart() : chart;
  sensors.charts[key] = kept;
  return kept;
};
