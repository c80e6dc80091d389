import type { AssetType } from "./asset-type.ts";
import { newTwinMemory } from "./new-twin-memory.ts";
import type { TwinMemory } from "./twin-memory.ts";

/** The memory for a type that was edited since: what the type has no longer is dropped, what it has newly is not known yet. */
export const fitToType = (memory: TwinMemory, type: AssetType): TwinMemory => {
  const fresh = newTwinMemory(memory.asset, type);
  const components = Object.keys(fresh.components);
  const only = <V>(record: Readonly<Record<string, V>>, keys: readonly string[]): Record<string, V> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
  const channels = Object.entries(memory.channels).filter(([name, { unit }]) => type.channels[name]?.unit === unit);
  return {
    ...memory,
    channels: Object.fromEntries(channels),
    components: { ...fresh.components, ...only(memory.components, components) },
    healthTime: only(memory.healthTime, components),
    maintainedAt: only(memory.maintainedAt, components),
    alarms: Object.fromEntries(Object.entries(memory.alarms).filter(([, { source }]) => source in type.channels)),
  };
};
