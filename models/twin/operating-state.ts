import type { AssetType } from "./asset-type.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { TwinState } from "./twin-state.ts";

/** Below this health a machine that stands still is taken as failed, not as switched off. */
export const FAILED_HEALTH = 0.2;

/** Whether a value of the running channel says that the machine runs; undefined where the type has no such channel. */
export const isRunning = (type: AssetType, value: number | undefined): boolean | undefined =>
  type.running && value !== undefined ? value > type.running.above : undefined;

/** Running, stopped, or failed: stopped with a component whose last known health was next to nothing. */
export const operatingState = (memory: TwinMemory, running: boolean | undefined): TwinState["operatingState"] => {
  if (running === undefined) return memory.operatingState;
  if (running) return "running";
  const failed = Object.values(memory.components).some(({ health }) => health !== null && health <= FAILED_HEALTH);
  return failed || memory.operatingState === "failed" ? "failed" : "stopped";
};
