import type { AlarmMemory } from "./twin-memory.ts";

/**
 * The alarm as it is once its shelf has ended: cleared if its condition went away meanwhile, else active and to be acknowledged
 * anew. Before that, and if it is not shelved, as it was.
 */
export const endShelf = (alarm: AlarmMemory, timeMs: number): AlarmMemory => {
  if (alarm.state !== "shelved" || timeMs < (alarm.shelvedUntil ?? 0)) return alarm;
  const { shelvedUntil, acknowledgedBy, ...rest } = alarm;
  return { ...rest, state: alarm.clearedAt === undefined ? "active" : "cleared" };
};
