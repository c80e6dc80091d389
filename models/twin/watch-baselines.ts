import type { Features } from "../telemetry/features.ts";
import { type AlarmRule, advanceAlarm } from "./alarm-life.ts";
import type { AssetType, Baseline } from "./asset-type.ts";
import { allowedChange, baselineRule, hasLeft, newBaseline, nextBaseline } from "./baseline-chart.ts";
import { baselineComponent, baselineKey } from "./baseline-key.ts";
import { isRunning } from "./operating-state.ts";
import type { TwinMemory } from "./twin-memory.ts";

const HOUR_MS = 3_600_000;

/**
 * Takes a window of features to the machine's baselines and their alarms. Only windows count that the machine ran through and that
 * began after the maintenance of the component.
 *
 * @param memory changed in place
 * @returns ids of the alarms whose state or priority has changed
 */
export const watchBaselines = (
  memory: TwinMemory,
  message: Features,
  type: AssetType,
  rule: AlarmRule,
): readonly string[] => {
  const { values, windowStart } = message;
  if (!type.baselines) return [];
  if (type.running && isRunning(type, values[`${type.running.channel}.min`]) === false) return [];
  return type.baselines.flatMap((baseline) => {
    const value = values[baseline.feature];
    const component = baselineComponent(type, baseline);
    if (value === undefined || !Number.isFinite(value)) return [];
    if (component !== undefined && windowStart < (memory.maintainedAt[component] ?? 0)) return [];
    return watchBaseline(memory, baseline, { value, component, message }, rule) ?? [];
  });
};

interface Watched {
  readonly value: number;
  readonly component: string | undefined;
  readonly message: Features;
}

/** @returns id of the alarm if it has changed */
const watchBaseline = (
  memory: TwinMemory,
  baseline: Baseline,
  { value, component, message }: Watched,
  rule: AlarmRule,
): string | undefined => {
  const { time, windowStart, units } = message;
  const key = baselineKey(baseline);
  const chartRule = baselineRule(baseline);
  const known = memory.baselines?.[key];
  // A window that overlaps the one before stands for what is new in it.
  const hours = Math.max(0, time - Math.max(windowStart, known?.time ?? 0)) / HOUR_MS;
  const chart = { ...nextBaseline(known ?? newBaseline(), value, hours, chartRule), time };
  memory.baselines = { ...memory.baselines, [key]: chart };
  const left = hasLeft(chart, chartRule);
  const id = `${memory.asset}/${key}`;
  const before = memory.alarms[id];
  if (!before && !left) return undefined;
  const unit = units[baseline.feature] ?? "";
  const limit = chart.mean + (chartRule.side === "high" ? 1 : -1) * allowedChange(chart, chartRule);
  const text = `${baseline.feature} ${show(value)} ${unit} has left its baseline of ${show(chart.mean)} ${unit}`;
  const after = advanceAlarm(
    before,
    {
      about: { id, source: baseline.feature, unit, ...(component === undefined ? {} : { component }) },
      value,
      timeMs: time,
      level: left ? { priority: "medium", limit } : undefined,
      isBack: chart.sum === 0,
      message: text.trim(),
    },
    rule,
  );
  if (!after || after === before) return undefined;
  memory.alarms[id] = after;
  return after.since > 0 && after.state !== before?.state ? id : undefined;
};

const show = (value: number): number => Number(value.toPrecision(4));
