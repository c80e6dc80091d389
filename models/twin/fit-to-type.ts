import type { AssetType } from "./asset-type.ts";
import { baselineKey } from "./baseline-key.ts";
import { newTwinMemory } from "./new-twin-memory.ts";
import type { TwinMemory } from "./twin-memory.ts";
import { CLOCK } from "./watch-sensors.ts";

/** The memory for a type that was edited since: what the type has no longer is dropped, what it has newly is not known yet. */
export const fitToType = (memory: TwinMemory, type: AssetType): TwinMemory => {
  const fresh = newTwinMemory(memory.asset, type);
  const components = Object.keys(fresh.components);
  const only = <V>(record: Readonly<Record<string, V>>, keys: readonly string[]): Record<string, V> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
  const channels = Object.entries(memory.channels).filter(([name, { unit }]) => type.channels[name]?.unit === unit);
  const baselines = (type.baselines ?? []).map(baselineKey);
  const sources = [CLOCK, ...Object.keys(type.channels), ...(type.baselines ?? []).map(({ feature }) => feature)];
  return {
    ...memory,
    channels: Object.fromEntries(channels),
    components: { ...fresh.components, ...only(memory.components, components) },
    healthTime: only(memory.healthTime, components),
    maintainedAt: only(memory.maintainedAt, components),
    alarms: Object.fromEntries(Object.entries(memory.alarms).filter(([, { source }]) => sources.includes(source))),
    ...(memory.diagnoses ? { diagnoses: only(memory.diagnoses, Object.keys(type.channels)) } : {}),
    ...(memory.baselines ? { baselines: only(memory.baselines, baselines) } : {}),
  };
};
