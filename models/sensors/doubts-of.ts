import type { QualityName } from "../telemetry/quality.ts";
import type { Calibration, SensorDoubt } from "../telemetry/sensor-doubt.ts";
import type { AssetSensors } from "./asset-sensors.ts";
import type { SensorPlan } from "./sensor-plan.ts";
import { keyOf } from "./watch-drift.ts";

/** A spike or an impossible value is told of for so long after it. */
const TOLD_FOR_MS = 3_600_000;
/** 95 % of a normal distribution. */
const NORMAL_95 = 1.96;

const show = (value: number): string => String(Number(value.toPrecision(4)));
const hours = (ms: number): string => show(ms / 3_600_000);

/** All that is doubted of one channel now, in words. */
export const doubtsOf = (
  sensors: AssetSensors,
  plan: SensorPlan,
  name: string,
  value: number,
  timeMs: number,
): SensorDoubt[] => {
  const watched = plan.channels.get(name);
  const known = sensors.channels[name];
  if (!watched || !known) return [];
  const { label, unit } = watched.channel;
  const { min, max } = watched.channel.plausible ?? {};
  const doubts: SensorDoubt[] = [];
  const isRecent = (sinceMs: number): boolean => sinceMs > 0 && timeMs - sinceMs < TOLD_FOR_MS;
  const nowOr = (sinceMs: number, quality: QualityName): QualityName => (sinceMs >= timeMs ? quality : "good");
  if (isRecent(known.rangeMs)) {
    const reason = `${label} was outside of what is possible, ${show(min ?? 0)} to ${show(max ?? 0)} ${unit}`;
    doubts.push({ kind: "range", quality: nowOr(known.rangeMs, "bad"), reason, since: known.rangeMs });
  }
  if (isRecent(known.spikeMs)) {
    const reason = `${label} jumped alone by more than ${show(watched.sensor.spikeAbove ?? 0)} ${unit}`;
    doubts.push({ kind: "spike", quality: nowOr(known.spikeMs, "uncertain"), reason, since: known.spikeMs });
  }
  if (known.hangsMs > 0) {
    const stuckMs = timeMs - known.stuck.sinceMs;
    const reason = `${label} has shown ${show(known.stuck.value)} ${unit} for ${hours(stuckMs)} h while the machine ran`;
    doubts.push({ kind: "stuck", quality: "uncertain", reason, since: known.hangsMs });
  }
  const drift = driftOf(sensors, plan, name, value);
  return drift ? [...doubts, drift] : doubts;
};

const driftOf = (sensors: AssetSensors, plan: SensorPlan, name: string, value: number): SensorDoubt | undefined => {
  const drifted = sensors.drifted[name];
  const chart = drifted && sensors.charts[keyOf(drifted.by, name)];
  const channel = plan.channels.get(name)?.channel;
  if (!drifted || !chart || !channel) return undefined;
  const estimate = value - chart.offset;
  const margin = NORMAL_95 * chart.sd;
  const who = drifted.by === "physics" ? "the physics and the other channels say" : "its neighbours say";
  const labels = drifted.orElse.map((other) => plan.channels.get(other)?.channel.label ?? other);
  const either = labels.length > 0 ? `; or it is ${labels.join(" or ")} that is off` : "";
  return {
    kind: "drift",
    quality: "uncertain",
    reason: `${channel.label} reads ${show(value)} ${channel.unit} where ${who} ${show(estimate)} ± ${Number(margin.toPrecision(2))} ${channel.unit}${either}`,
    since: drifted.sinceMs,
    estimate: { value: estimate, low: estimate - margin, high: estimate + margin },
    ...(drifted.orElse.length > 0 ? { orElse: [...drifted.orElse] } : {}),
  };
};

/** A clock that is off; `skewMs` positive: behind. */
export const skewDoubt = (skewMs: number, sinceMs: number): SensorDoubt => ({
  kind: "skew",
  quality: "uncertain",
  reason: `The source's clock is ${show(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? "behind" : "ahead"}`,
  since: sinceMs,
});

/** A calibration whose due date has passed by the data's time; undefined while it is valid. */
export const calibrationDoubt = (
  label: string,
  { date, due }: Calibration,
  timeMs: number,
): SensorDoubt | undefined => {
  const dueMs = Date.parse(due);
  if (!(timeMs > dueMs)) return undefined;
  const last = date ? `, last done on ${date}` : "";
  return {
    kind: "calibration",
    quality: "good",
    reason: `${label} was due for calibration on ${due}${last}`,
    since: dueMs,
  };
};
