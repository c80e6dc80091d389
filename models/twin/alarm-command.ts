import type { AlarmMemory } from "./twin-memory.ts";

export interface AlarmCommand {
  readonly command: "acknowledge" | "shelve" | "unshelve";
  readonly by: string;
  readonly untilMs?: number;
}

/** What an operator does to an alarm. A command that does not fit its state changes nothing. */
export const commandAlarm = (alarm: AlarmMemory, { command, by, untilMs }: AlarmCommand): AlarmMemory => {
  if (command === "acknowledge" && alarm.state === "active") {
    return { ...alarm, state: "acknowledged", acknowledgedBy: by };
  }
  if (command === "shelve" && (alarm.state === "active" || alarm.state === "acknowledged") && untilMs !== undefined) {
    return { ...alarm, state: "shelved", shelvedUntil: untilMs, acknowledgedBy: by };
  }
  if (command === "unshelve" && alarm.state === "shelved") {
    const { shelvedUntil, ...rest } = alarm;
    return { ...rest, state: "active" };
  }
  return alarm;
};
