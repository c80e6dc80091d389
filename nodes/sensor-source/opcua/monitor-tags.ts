import type { ClientMonitoredItemBase, ClientSession, ClientSubscription, DataValue } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readQuality } from "../read-quality.ts";
import type { Source } from "../source.ts";
import type { Library } from "./library.ts";
import { resolveNodeId } from "./resolve-node-id.ts";
import { variantValue } from "./variant-value.ts";

/** Samples that a server keeps for us between two publishings, and over a short loss of the connection. */
const QUEUE_SIZE = 100;
/** A tag that the server does not have now may be there after its next start. */
const ASK_AGAIN_MS = 60_000;

/**
 * Monitors every tag in one subscription. A tag that the server does not have is reported and asked for again each minute; the
 * others go on.
 *
 * @param again whether a value may be one that was sent before: right after a reconnect servers send the last value once more
 * @returns how to stop asking
 */
export const monitorTags = async (
  library: Library,
  source: Source,
  session: ClientSession,
  subscription: ClientSubscription,
  again: () => boolean,
): Promise<() => void> => {
  const { AttributeIds, ClientMonitoredItemGroup, coerceNodeId, TimestampsToReturn } = library;
  const namespaces = await session.readNamespaceArray();
  let stopAsking: (() => void) | undefined;

  const missing = (plan: ChannelPlan, reason: string): void => {
    source.tagUnknown(plan.tag, true);
    source.trouble(new TwinError(sourceErrors.unknownTag, { tag: plan.tag, reason }), plan.tag);
  };

  const nodeIdOf = (plan: ChannelPlan): string | undefined => {
    const nodeId = resolveNodeId(plan.tag, namespaces);
    try {
      if (nodeId !== undefined) coerceNodeId(nodeId);
      else missing(plan, "it has no such namespace");
      return nodeId;
    } catch {
      missing(plan, "it is no node id");
      return undefined;
    }
  };

  const taken = (plan: ChannelPlan, { value, statusCode, sourceTimestamp }: DataValue): void => {
    const reading = variantValue(value);
    if (reading === undefined || reading === null) {
      const about = { tag: plan.tag, asset: plan.asset, time: sourceTimestamp };
      source.refuse(new TwinError(sourceErrors.badStatus, { tag: plan.tag, status: statusCode.name }), about);
    } else source.take(plan, "", reading, sourceTimestamp, readQuality(statusCode.value), again());
  };

  const monitor = (plans: readonly ChannelPlan[]): void => {
    const wanted = plans.flatMap((plan) => {
      const nodeId = nodeIdOf(plan);
      return nodeId === undefined ? [] : [{ plan, nodeId, attributeId: AttributeIds.Value }];
    });
    if (wanted.length === 0) return;
    const parameters = { samplingInterval: source.config.opcuaSamplingMs, queueSize: QUEUE_SIZE, discardOldest: true };
    const group = ClientMonitoredItemGroup.create(subscription, wanted, parameters, TimestampsToReturn.Both);
    group.on("changed", (_item: ClientMonitoredItemBase, dataValue: DataValue, index: number) => {
      const plan = wanted[index]?.plan;
      if (plan) taken(plan, dataValue);
    });
    group.on("initialized", () => {
      const refused = wanted.filter(({ plan }, i) => {
        const status = group.monitoredItems[i]?.statusCode;
        if (!status?.isBad()) source.tagUnknown(plan.tag, false);
        else missing(plan, status.name);
        return status?.isBad() ?? false;
      });
      if (refused.length === 0) return;
      stopAsking = source.world.clock.schedule(ASK_AGAIN_MS, () => monitor(refused.map(({ plan }) => plan)));
    });
    group.on("err", (reason: string) => {
      source.trouble(new TwinError(sourceErrors.readFailed, { what: `${wanted.length} tags`, reason }));
    });
  };

  monitor(source.plan.rows);
  return () => stopAsking?.();
};
