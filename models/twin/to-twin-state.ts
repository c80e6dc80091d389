import type { LatestSample } from "../telemetry/features.ts";
import type { AssetType } from "./asset-type.ts";
import { baselineStates } from "./baseline-states.ts";
import { isStale } from "./is-stale.ts";
import type { TwinMemory } from "./twin-memory.ts";
import { type Alarm, TWIN_STATE_TAG, type TwinState } from "./twin-state.ts";

/** The message that tells others of the twin: no inner bookkeeping, only alarms that have risen, nothing shared with the memory. */
export const toTwinState = (memory: TwinMemory, type: AssetType, flowRevision: string): TwinState => ({
  schema: TWIN_STATE_TAG,
  asset: memory.asset,
  assetType: type.id,
  ...(type.place ? { place: placePath(type.place) } : {}),
  time: memory.time,
  operatingState: memory.operatingState,
  operatingHours: memory.operatingHours,
  channels: channelsOf(memory, type),
  features: { ...memory.features },
  featureUnits: { ...memory.featureUnits },
  components: { ...memory.components },
  alarms: risenAlarms(memory),
  ...(type.baselines ? { baselines: baselineStates(memory, type) } : {}),
  ...(memory.diagnoses ? { diagnoses: { ...memory.diagnoses } } : {}),
  ...(memory.context ? { context: { ...memory.context } } : {}),
  maintainedAt: { ...memory.maintainedAt },
  lineage: { flowRevision, fromMs: memory.windowStart || memory.time, toMs: memory.time },
});

/** ISA-95 path. */
const placePath = ({ enterprise, site, area, line }: NonNullable<AssetType["place"]>): string =>
  `${enterprise}/${site}/${area}/${line}`;

/** A good sample of a channel that has fallen silent is uncertain (OPC UA Part 8: UncertainLastUsableValue). */
const channelsOf = (memory: TwinMemory, type: AssetType): Record<string, LatestSample> => {
  const channels: Record<string, LatestSample> = { ...memory.channels };
  for (const name in channels) {
    const sample = channels[name];
    if (sample?.quality === "good" && isStale(memory, name, type)) channels[name] = { ...sample, quality: "uncertain" };
  }
  return channels;
};

export const risenAlarms = (memory: TwinMemory): Alarm[] => {
  const alarms: Alarm[] = [];
  for (const id in memory.alarms) {
    const alarm = memory.alarms[id];
    if (!alarm || alarm.since === 0) continue;
    const { risingSince, clearingSince, ...risen } = alarm;
    alarms.push(risen);
  }
  return alarms;
};
