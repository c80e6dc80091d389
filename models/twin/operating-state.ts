import type { AssetType } from "./asset-type.ts";
import type { TwinMemory } from "./twin-memory.ts";

/** Below this health a machine that stands still is taken as failed, not as switched off. */
export const FAILED_HEALTH = 0.2;

/** Whether a value of the running channel says that the machine runs; undefined where the type has no such channel. */
export const isRunning = (type: AssetType, value: number | undefined): boolean | undefined =>
  type.running && value !== undefined ? value > type.running.above : undefined;

/** The same of the newest sample. */
export const runsNow = (type: AssetType, memory: TwinMemory): boolean | undefined =>
  type.running && isRunning(type, memory.channels[type.running.channel]?.value);

/**
 * Running, stopped, or failed: stopped with a component that had next to no health in its last whole window. Failed stays until
 * maintenance, or until the machine runs after all.
 *
 * @param memory changed in place
 * @returns whether it has changed
 */
export const setOperatingState = (memory: TwinMemory, running: boolean | undefined): boolean => {
  const before = memory.operatingState;
  if (running === undefined) return false;
  memory.operatingState = running ? "running" : before === "failed" || isWornOut(memory) ? "failed" : "stopped";
  return memory.operatingState !== before;
};

const isWornOut = (memory: TwinMemory): boolean =>
  Object.values(memory.windowHealth).some((health) => health <= FAILED_HEALTH);
