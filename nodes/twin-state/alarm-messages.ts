import { risenAlarms } from "../../models/twin/to-twin-state.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import type { FlowMessage } from "../kit/world.ts";

/** One message for each alarm that has changed; null if none has. */
export const alarmMessages = (
  memory: TwinMemory,
  ids: readonly string[],
  flowRevision: string,
): readonly FlowMessage[] | null => {
  if (ids.length === 0) return null;
  const { asset, assetType, time, windowStart, context } = memory;
  const lineage = { flowRevision, fromMs: windowStart || time, toMs: time };
  return risenAlarms(memory)
    .filter(({ id }) => ids.includes(id))
    .map((alarm) => ({
      topic: asset,
      payload: {
        ...{ schema: "twinloom/alarm@1", asset, assetType, time, alarm, lineage },
        ...(context ? { context: { ...context } } : {}),
      },
    }));
};
