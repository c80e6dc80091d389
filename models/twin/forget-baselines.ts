import type { AssetType } from "./asset-type.ts";
import { baselineComponent, baselineKey } from "./baseline-key.ts";
import type { TwinMemory } from "./twin-memory.ts";

/**
 * Forgets the baselines of components that were maintained: a new part has a level of its own. One that belongs to no component
 * is kept, unless the whole machine was done.
 *
 * @param memory changed in place
 */
export const forgetBaselines = (memory: TwinMemory, maintained: readonly string[], type: AssetType): void => {
  if (!memory.baselines) return;
  const whole = maintained.length === type.components.length;
  const gone = (type.baselines ?? [])
    .filter((baseline) => {
      const component = baselineComponent(type, baseline);
      return component === undefined ? whole : maintained.includes(component);
    })
    .map(baselineKey);
  memory.baselines = Object.fromEntries(Object.entries(memory.baselines).filter(([key]) => !gone.includes(key)));
};
