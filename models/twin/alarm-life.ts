import { type AlarmLevel, alarmLevel, isBack, isGraver, type Side } from "./alarm-level.ts";
import type { Channel } from "./asset-type.ts";
import { endShelf } from "./end-shelf.ts";
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
  /** False where a value beyond the limits is no alarm, as on a machine that stands still; what is raised may clear. */
  readonly mayRise: boolean;
}

/**
 * The alarm after one more value (ISA-18.2 clauses 9 and 10). It rises after the on-delay, asks for attention again when it gets
 * graver, clears beyond the deadband after the off-delay, and rises anew as active. Its priority does not fall until it has
 * cleared. A shelved alarm stays shelved until its shelf ends, whatever its value does.
 *
 * @returns the alarm, changed or the same object; undefined while there is nothing to tell
 */
export const nextAlarm = (
  before: AlarmMemory | undefined,
  input: AlarmInput,
  rule: AlarmRule,
): AlarmMemory | undefined => {
  const alarm = before && endShelf(before, input.timeMs);
  const up = alarm !== undefined && isUp(alarm);
  const level = input.mayRise ? alarmLevel(input.channel, input.side, input.value) : undefined;
  if (level && (!up || isGraver(level.priority, alarm.priority))) return rise(alarm, level, input, rule.onDelayMs);
  if (up && isBack(input.channel, input.side, input.value, rule.deadbandPercent)) return clear(alarm, input, rule);
  return alarm && settled(alarm);
};

/** Whether the alarm's condition holds. */
const isUp = ({ state, since, clearedAt }: AlarmMemory): boolean =>
  since > 0 && state !== "cleared" && clearedAt === undefined;

const settled = (alarm: AlarmMemory): AlarmMemory => {
  if (alarm.risingSince === undefined && alarm.clearingSince === undefined) return alarm;
  const { risingSince, clearingSince, ...rest } = alarm;
  return rest;
};

const rise = (alarm: AlarmMemory | undefined, level: AlarmLevel, input: AlarmInput, onDelayMs: number): AlarmMemory => {
  const risingSince = alarm?.risingSince ?? input.timeMs;
  if (input.timeMs - risingSince < onDelayMs) {
    if (alarm?.risingSince !== undefined && alarm.clearingSince === undefined) return alarm;
    return { ...settled(alarm ?? notYet(input, level)), risingSince };
  }
  const since = alarm && isUp(alarm) ? alarm.since : input.timeMs;
  const risen: AlarmMemory = { ...notYet(input, level), state: "active", since, message: message(input, level) };
  if (alarm?.state !== "shelved") return risen;
  const { shelvedUntil, acknowledgedBy } = alarm;
  return {
    ...risen,
    state: "shelved",
    ...(shelvedUntil === undefined ? {} : { shelvedUntil }),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
  };
};

const clear = (alarm: AlarmMemory, input: AlarmInput, rule: AlarmRule): AlarmMemory => {
  const clearingSince = alarm.clearingSince ?? input.timeMs;
  if (input.timeMs - clearingSince < rule.offDelayMs) {
    if (alarm.clearingSince !== undefined && alarm.risingSince === undefined) return alarm;
    return { ...settled(alarm), clearingSince };
  }
  const gone: AlarmMemory = { ...settled(alarm), clearedAt: input.timeMs, value: input.value };
  return alarm.state === "shelved" ? gone : { ...gone, state: "cleared" };
};

/** An alarm that has not risen: `since` 0. */
const notYet = ({ asset, name, channel, side, value }: AlarmInput, { priority, limit }: AlarmLevel): AlarmMemory => ({
  id: `${asset}/${name}/${side}`,
  ...(channel.component === undefined ? {} : { component: channel.component }),
  source: name,
  state: "cleared",
  priority,
  message: "",
  value,
  limit,
  unit: channel.unit,
  since: 0,
});

const message = ({ channel, side, value }: AlarmInput, { limit }: AlarmLevel): string =>
  `${channel.label} ${Number(value.toPrecision(4))} ${channel.unit} is ${side === "high" ? "above" : "below"} ${limit} ${channel.unit}`;
