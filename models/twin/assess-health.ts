import type { Features } from "../telemetry/features.ts";
import type { AssetType } from "./asset-type.ts";
import { componentHealth, smoothHealth } from "./component-health.ts";
import { isRunning } from "./operating-state.ts";
import type { TwinMemory } from "./twin-memory.ts";

const HOUR_MS = 3_600_000;

/**
 * Judges the components by one window. Only a window counts that the machine ran through and that began after the maintenance of
 * the component: a pump that stands still has no pressure, and one that was just repaired still has the old one in its window.
 *
 * @param memory changed in place
 */
export const assessHealth = (
  memory: TwinMemory,
  { values, units, windowStart, time }: Features,
  type: AssetType,
  smoothingHours: number,
): void => {
  if (type.running && isRunning(type, values[`${type.running.channel}.min`]) === false) return;
  for (const component of type.components) {
    const { id } = component;
    if (windowStart < (memory.maintainedAt[id] ?? 0)) continue;
    const now = componentHealth(component, values, units);
    const before = memory.components[id]?.health ?? null;
    if (now.health === null) {
      if (before === null) memory.components[id] = now;
      continue;
    }
    const hours = (time - (memory.healthTime[id] ?? time)) / HOUR_MS;
    memory.components[id] = { health: smoothHealth(before, now.health, hours, smoothingHours), reason: now.reason };
    memory.healthTime[id] = time;
    memory.windowHealth[id] = now.health;
  }
};
