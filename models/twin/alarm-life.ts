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

/** What an alarm is about, whatever it is that raises it. */
export type AlarmSubject = Pick<AlarmMemory, "id" | "source" | "unit" | "component">;

/** What the newest value says about an alarm. */
export interface AlarmCondition {
  readonly about: AlarmSubject;
  readonly value: number;
  readonly timeMs: number;
  /** The level that is reached; undefined where there is no reason to rise. */
  readonly level: AlarmLevel | undefined;
  /** Whether all is well again. Between this and a level an alarm stays as it is. */
  readonly isBack: boolean;
  /** What to tell when it rises. */
  readonly message: string;
}

/** The alarm of one side of a channel after one more value. */
export const nextAlarm = (
  before: AlarmMemory | undefined,
  input: AlarmInput,
  rule: AlarmRule,
): AlarmMemory | undefined => {
  const { asset, name, channel, side, value, timeMs } = input;
  const level = alarmLevel(channel, side, value);
  return advanceAlarm(
    before,
    {
      about: {
        id: `${asset}/${name}/${side}`,
        ...(channel.component === undefined ? {} : { component: channel.component }),
        source: name,
        unit: channel.unit,
      },
      value,
      timeMs,
      level: input.mayRise ? level : undefined,
      isBack: isBack(channel, side, value, rule.deadbandPercent),
      message: level ? message(input, level) : "",
    },
    rule,
  );
};

/**
 * The alarm after one more value (ISA-18.2 clauses 9 and 10). It rises after the on-delay, asks for attention again when it gets
 * graver, clears beyond the deadband after the off-delay, and rises anew as active. Its priority does not fall until it has
 * cleared. A shelved alarm stays shelved until its shelf ends, whatever its value does.
 *
 * @returns the alarm, changed or the same object; undefined while there is nothing to tell
 */
export const advanceAlarm = (
  before: AlarmMemory | undefined,
  condition: AlarmCondition,
  rule: AlarmRule,
): AlarmMemory | undefined => {
  const { level, timeMs } = condition;
  const alarm = before && endShelf(before, timeMs);
  const up = alarm !== undefined && isUp(alarm);
  if (level && (!up || isGraver(level.priority, alarm.priority))) return rise(alarm, level, condition, rule.onDelayMs);
  if (up && condition.isBack) return clear(alarm, condition, rule);
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

const rise = (
  alarm: AlarmMemory | undefined,
  level: AlarmLevel,
  input: AlarmCondition,
  onDelayMs: number,
): AlarmMemory => {
  const risingSince = alarm?.risingSince ?? input.timeMs;
  if (input.timeMs - risingSince < onDelayMs) {
    if (alarm?.risingSince !== undefined && alarm.clearingSince === undefined) return alarm;
    return { ...settled(alarm ?? notYet(input, level)), risingSince };
  }
  const since = alarm && isUp(alarm) ? alarm.since : input.timeMs;
  const risen: AlarmMemory = { ...notYet(input, level), state: "active", since, message: input.message };
  if (alarm?.state !== "shelved") return risen;
  const { shelvedUntil, acknowledgedBy } = alarm;
  return {
    ...risen,
    state: "shelved",
    ...(shelvedUntil === undefined ? {} : { shelvedUntil }),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
  };
};

const clear = (alarm: AlarmMemory, input: AlarmCondition, rule: AlarmRule): AlarmMemory => {
  const clearingSince = alarm.clearingSince ?? input.timeMs;
  if (input.timeMs - clearingSince < rule.offDelayMs) {
    if (alarm.clearingSince !== undefined && alarm.risingSince === undefined) return alarm;
    return { ...settled(alarm), clearingSince };
  }
  const gone: AlarmMemory = { ...settled(alarm), clearedAt: input.timeMs, value: input.value };
  return alarm.state === "shelved" ? gone : { ...gone, state: "cleared" };
};

/** An alarm that has not risen: `since` 0. */
const notYet = ({ about, value }: AlarmCondition, { priority, limit }: AlarmLevel): AlarmMemory => ({
  ...about,
  state: "cleared",
  priority,
  message: "",
  value,
  limit,
  since: 0,
});

const message = ({ channel, side, value }: AlarmInput, { limit }: AlarmLevel): string =>
  `${channel.label} ${Number(value.toPrecision(4))} ${channel.unit} is ${side === "high" ? "above" : "below"} ${limit} ${channel.unit}`;
