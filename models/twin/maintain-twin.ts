import { TwinError } from "../errors/twin-error.ts";
import type { MaintenanceEvent } from "../maintenance/maintenance-event.ts";
import type { AssetType } from "./asset-type.ts";
import { twinErrors } from "./errors.ts";
import { forgetBaselines } from "./forget-baselines.ts";
import type { TwinMemory } from "./twin-memory.ts";

/**
 * The machine after maintenance of one component, or of `all`: health is not known until it has run a whole window again, its
 * baselines are learned anew, hours
 * begin anew if the whole machine was done, and a failed machine is taken as stopped. Maintenance that is known already (an event
 * that came twice) changes nothing.
 *
 * @param memory changed in place
 * @returns whether anything has changed
 * @throws TwinError TWIN-TWIN-011 if there is no such component
 */
export const maintainTwin = (memory: TwinMemory, { component, time }: MaintenanceEvent, type: AssetType): boolean => {
  const ids = type.components.map(({ id }) => id);
  const meant = component === "all" ? ids : ids.filter((id) => id === component);
  if (component !== "all" && meant.length === 0) {
    const { asset } = memory;
    throw new TwinError(twinErrors.unknownComponent, { asset, component, type: type.id, known: ids.join(", ") });
  }
  const due = meant.filter((id) => time > (memory.maintainedAt[id] ?? 0));
  if (meant.length > 0 && due.length === 0) return false;
  for (const id of due) {
    memory.components[id] = { health: null, reason: "maintained, no complete window since" };
    memory.maintainedAt[id] = Math.max(time, memory.time);
    delete memory.healthTime[id];
    delete memory.windowHealth[id];
  }
  forgetBaselines(memory, due, type);
  forgetDiagnoses(memory, due);
  if (meant.length === ids.length) memory.operatingHours = 0;
  if (memory.operatingState === "failed") memory.operatingState = "stopped";
  return true;
};

const forgetDiagnoses = (memory: TwinMemory, maintained: readonly string[]): void => {
  const kept = Object.entries(memory.diagnoses ?? {}).filter(([, { component }]) => !maintained.includes(component));
  if (memory.diagnoses) memory.diagnoses = Object.fromEntries(kept);
};
