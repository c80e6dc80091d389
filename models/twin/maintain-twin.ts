import type { TwinMemory } from "./twin-memory.ts";

/**
 * The machine after maintenance of one component, or of `all`: its health is not known until it has run a whole window
 * again, its hours begin anew if the whole machine was done, and a failed machine is taken as stopped.
 */
export const maintainTwin = (memory: TwinMemory, component: string, timeMs: number): void => {
  const all = component === "all";
  for (const id of Object.keys(memory.components)) {
    if (!all && id !== component) continue;
    memory.components[id] = { health: null, reason: "maintained, no complete window since" };
    memory.maintainedAt[id] = timeMs;
    delete memory.healthTime[id];
  }
  if (all || Object.keys(memory.components).length === 1) memory.operatingHours = 0;
  if (memory.operatingState === "failed") memory.operatingState = "stopped";
};
