import { ALARM_TAG, type AlarmChange } from "../../models/twin/alarm-change.ts";
import { risenAlarms } from "../../models/twin/to-twin-state.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";

/** One change for each alarm that is named and has risen at some time. */
export const alarmChanges = (
  memory: TwinMemory,
  ids: readonly string[],
  flowRevision: string,
): readonly AlarmChange[] => {
  if (ids.length === 0) return [];
  const { asset, assetType, time, windowStart, context } = memory;
  const lineage = { flowRevision, fromMs: windowStart || time, toMs: time };
  return risenAlarms(memory)
    .filter(({ id }) => ids.includes(id))
    .map((alarm) => ({
      ...{ schema: ALARM_TAG, asset, assetType, time, alarm, lineage },
      ...(context ? { context: { ...context } } : {}),
    }));
};
