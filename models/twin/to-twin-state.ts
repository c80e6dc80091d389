import type { AssetType } from "./asset-type.ts";
import type { TwinMemory } from "./twin-memory.ts";
import { type Alarm, TWIN_STATE_TAG, type TwinState } from "./twin-state.ts";

/** The message that tells others of the twin: no inner bookkeeping, only alarms that have risen. */
export const toTwinState = (memory: TwinMemory, type: AssetType, flowRevision: string): TwinState => ({
  schema: TWIN_STATE_TAG,
  asset: memory.asset,
  assetType: type.id,
  ...(type.place ? { place: Object.values(type.place).join("/") } : {}),
  time: memory.time,
  operatingState: memory.operatingState,
  operatingHours: memory.operatingHours,
  channels: { ...memory.channels },
  features: { ...memory.features },
  featureUnits: { ...memory.featureUnits },
  components: { ...memory.components },
  alarms: risenAlarms(memory),
  maintainedAt: { ...memory.maintainedAt },
  lineage: { flowRevision, fromMs: memory.time, toMs: memory.time },
});

export const risenAlarms = (memory: TwinMemory): Alarm[] =>
  Object.values(memory.alarms)
    .filter((alarm) => alarm.since > 0)
    .map(({ pendingSince, ...alarm }) => alarm);
