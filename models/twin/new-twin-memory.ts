import type { AssetType } from "./asset-type.ts";
import { TWIN_MEMORY_TAG, type TwinMemory } from "./twin-memory.ts";

/** A machine of which nothing is known yet. */
export const newTwinMemory = (asset: string, type: AssetType): TwinMemory => ({
  schema: TWIN_MEMORY_TAG,
  asset,
  assetType: type.id,
  time: 0,
  windowStart: 0,
  windowEnd: 0,
  operatingState: "unknown",
  operatingHours: 0,
  countedUntil: 0,
  channels: {},
  everyMs: {},
  features: {},
  featureUnits: {},
  components: Object.fromEntries(
    type.components.map(({ id }) => [id, { health: null, reason: "no complete window yet" }]),
  ),
  healthTime: {},
  windowHealth: {},
  alarms: {},
  maintainedAt: {},
});
