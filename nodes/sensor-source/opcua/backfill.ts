import type { ClientSession, DataValue } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import type { Source } from "../source.ts";
import type { Library } from "./library.ts";

/** Tags in one request, and values of each tag in one answer. */
const TAGS_PER_REQUEST = 50;
const VALUES_PER_ANSWER = 5000;
/** A server's clock may be ahead of ours. */
const LEAD_MS = 60_000;

/** The newest source time that was there before the gap, of each tag. */
export type Gap = ReadonlyMap<ChannelPlan, number>;

interface Pending {
  readonly plan: ChannelPlan;
  readonly nodeId: string;
  readonly continuationPoint?: Buffer;
  /** The newest time that an answer brought which was full and named no place to go on from. */
  readonly afterMs?: number;
}

/**
 * Reads what happened in a gap from the history of the server (HistoryRead raw, OPC UA Part 11, 6.4.3), each tag in the order of its
 * times. A tag whose history the server does not keep is left out without a word.
 *
 * @param take gets what is newer than the beginning of the gap
 * @returns false where it broke off: the gap is still there
 */
export const backfill = async (
  library: Library,
  source: Source,
  session: ClientSession,
  nodeIds: ReadonlyMap<ChannelPlan, string>,
  gap: Gap,
  take: (plan: ChannelPlan, value: DataValue) => void,
): Promise<boolean> => {
  const all = [...gap.keys()].flatMap((plan): Pending[] => {
    const nodeId = nodeIds.get(plan);
    return nodeId === undefined ? [] : [{ plan, nodeId }];
  });
  try {
    for (let i = 0; i < all.length; i += TAGS_PER_REQUEST) {
      const groups: (readonly Pending[])[] = [all.slice(i, i + TAGS_PER_REQUEST)];
      for (let group = groups.shift(); group; group = groups.shift()) {
        const rest = await readOnce(library, source, session, group, gap, take);
        const together = rest.filter(({ continuationPoint }) => continuationPoint);
        if (together.length > 0) groups.push(together);
        // these each go on from a time of their own
        for (const one of rest) if (!one.continuationPoint) groups.push([one]);
      }
    }
    return true;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    if (isWithoutHistory(reason)) return true;
    source.trouble(new TwinError(sourceErrors.backfillFailed, { server: source.config.opcuaEndpoint, reason }, thrown));
    return false;
  }
};

/** One request. @returns the tags that have more */
const readOnce = async (
  { DataValue: Value, HistoryReadRequest, ReadRawModifiedDetails, TimestampsToReturn }: Library,
  source: Source,
  session: ClientSession,
  pending: readonly Pending[],
  gap: Gap,
  take: (plan: ChannelPlan, value: DataValue) => void,
): Promise<Pending[]> => {
  const sinceMs = Math.min(...pending.map(({ plan, afterMs }) => afterMs ?? gap.get(plan) ?? Number.POSITIVE_INFINITY));
  const historyReadDetails = new ReadRawModifiedDetails({
    ...{ isReadModified: false, returnBounds: false, numValuesPerNode: VALUES_PER_ANSWER },
    ...{ startTime: new Date(sinceMs), endTime: new Date(source.world.clock.nowMs() + LEAD_MS) },
  });
  const nodesToRead = pending.map(({ nodeId, continuationPoint }) =>
    continuationPoint ? { nodeId, continuationPoint } : { nodeId },
  );
  const timestampsToReturn = TimestampsToReturn.Both;
  const request = new HistoryReadRequest({ historyReadDetails, nodesToRead, timestampsToReturn });
  const { results } = await session.historyRead(request);
  return pending.flatMap(({ plan, nodeId, afterMs }, i): Pending[] => {
    const { statusCode, historyData, continuationPoint } = results?.[i] ?? {};
    if (statusCode?.isBad() && !isWithoutHistory(statusCode.name)) {
      const details = { server: source.config.opcuaEndpoint, reason: `${plan.tag}: ${statusCode.name}` };
      source.trouble(new TwinError(sourceErrors.backfillFailed, details), plan.tag);
    }
    const values: unknown = historyData && "dataValues" in historyData ? historyData.dataValues : [];
    const found: unknown[] = Array.isArray(values) ? values : [];
    const fromMs = afterMs ?? gap.get(plan) ?? Number.POSITIVE_INFINITY;
    let newestMs = fromMs;
    for (const value of found) {
      if (!(value instanceof Value)) continue;
      const atMs = value.sourceTimestamp?.getTime() ?? fromMs;
      if (atMs <= fromMs) continue;
      take(plan, value);
      newestMs = Math.max(newestMs, atMs);
    }
    if (continuationPoint?.length)
      return [{ plan, nodeId, continuationPoint, ...(afterMs === undefined ? {} : { afterMs }) }];
    // A full answer without a place to go on from: asyncua leaves it at that, though there is more.
    return found.length >= VALUES_PER_ANSWER && newestMs > fromMs ? [{ plan, nodeId, afterMs: newestMs }] : [];
  });
};

/** The server keeps no history, or not for this tag or user. */
const isWithoutHistory = (reason: string): boolean =>
  /HistoryOperation(Unsupported|Invalid)|ServiceUnsupported|NotReadable|AccessDenied|NodeIdUnknown|NotImplemented|NotSupported/.test(
    reason,
  );
