import { endShelf } from "./end-shelf.ts";
import type { AlarmMemory } from "./twin-memory.ts";

export interface AlarmCommand {
  readonly command: "acknowledge" | "shelve" | "unshelve";
  readonly by: string;
  readonly untilMs?: number;
}

/**
 * What an operator does to an alarm (ISA-18.2 clause 11). One that has cleared before anybody saw it can be acknowledged still, and
 * one that comes and goes can be shelved while it is gone. A command that does not fit the alarm's state changes nothing.
 */
export const commandAlarm = (alarm: AlarmMemory, { command, by, untilMs }: AlarmCommand): AlarmMemory => {
  switch (command) {
    case "acknowledge":
      if (alarm.state === "active") return { ...alarm, state: "acknowledged", acknowledgedBy: by };
      return alarm.state === "cleared" && alarm.acknowledgedBy === undefined ? { ...alarm, acknowledgedBy: by } : alarm;
    case "shelve":
      if (untilMs === undefined || alarm.since === 0) return alarm;
      return { ...alarm, state: "shelved", shelvedUntil: untilMs, acknowledgedBy: by };
    case "unshelve":
      return endShelf(alarm, Number.POSITIVE_INFINITY);
  }
};
