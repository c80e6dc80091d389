import { alarmLevel, isBack, isGraver, type Side } from "./alarm-level.ts";
import type { Channel } from "./asset-type.ts";
import type { AlarmMemory } from "./twin-memory.ts";

export interface AlarmRule {
  /** Share of the normal range by which a value has to come back before the alarm clears. */
  readonly deadbandPercent: number;
  /** How long a value has to be beyond the limit, or back, by the data's time. */
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}

export interface AlarmInput {
  readonly asset: string;
  readonly name: string;
  readonly channel: Channel;
  readonly side: Side;
  readonly value: number;
  readonly timeMs: number;
}

/**
 * The alarm after one more value (ISA-18.2 clause 10): rises after the on-delay, becomes active again when it gets graver, clears beyond
 * the deadband after the off-delay. A shelved alarm keeps its shelf until it ends.
 *
 * @returns the alarm, changed or as it was; undefined while there is nothing to tell
 */
export const nextAlarm = (
  before: AlarmMemory | undefined,
  input: AlarmInput,
  rule: AlarmRule,
): AlarmMemory | undefined => {
  const alarm = unshelved(before, input.timeMs);
  const level = alarmLevel(input.channel, input.side, input.value);
  const raised = alarm !== undefined && alarm.state !== "cleared";
  if (level && (!raised || isGraver(level.priority, alarm.priority))) return rise(alarm, input, rule);
  if (raised && isBack(input.channel, input.side, input.value, rule.deadbandPercent)) return clear(alarm, input, rule);
  if (alarm?.pendingSince === undefined) return alarm;
  const { pendingSince, ...rest } = alarm;
  return rest;
};

const unshelved = (alarm: AlarmMemory | undefined, timeMs: number): AlarmMemory | undefined => {
  if (alarm?.state !== "shelved" || timeMs < (alarm.shelvedUntil ?? 0)) return alarm;
  const { shelvedUntil, ...rest } = alarm;
  return { ...rest, state: "active" };
};

const rise = (alarm: AlarmMemory | undefined, input: AlarmInput, rule: AlarmRule): AlarmMemory => {
  const level = alarmLevel(input.channel, input.side, input.value);
  if (!level) throw new RangeError("rise needs a value beyond a limit");
  const pendingSince = alarm?.pendingSince ?? input.timeMs;
  const common = blank(input, level.limit);
  if (input.timeMs - pendingSince < rule.onDelayMs) return { ...(alarm ?? common), pendingSince };
  return {
    ...common,
    ...level,
    state: alarm?.state === "shelved" ? "shelved" : "active",
    ...(alarm?.shelvedUntil === undefined ? {} : { shelvedUntil: alarm.shelvedUntil }),
    since: alarm && alarm.state !== "cleared" ? alarm.since : input.timeMs,
    message: message(input, level.limit),
  };
};

const clear = (alarm: AlarmMemory, input: AlarmInput, rule: AlarmRule): AlarmMemory => {
  const pendingSince = alarm.pendingSince ?? input.timeMs;
  if (input.timeMs - pendingSince < rule.offDelayMs) return { ...alarm, pendingSince };
  const { pendingSince: _ended, shelvedUntil, ...rest } = alarm;
  return { ...rest, state: "cleared", clearedAt: input.timeMs, value: input.value };
};

const blank = (input: AlarmInput, limit: number): AlarmMemory => ({
  id: `${input.asset}/${input.name}/${input.side}`,
  ...(input.channel.component === undefined ? {} : { component: input.channel.component }),
  source: input.name,
  state: "cleared",
  priority: "low",
  message: "",
  value: input.value,
  limit,
  unit: input.channel.unit,
  since: 0,
});

const message = ({ channel, side, value }: AlarmInput, limit: number): string =>
  `${channel.label} ${Number(value.toPrecision(4))} ${channel.unit} is ${side === "high" ? "above" : "below"} ${limit} ${channel.unit}`;
