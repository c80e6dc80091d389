import type { ClientMonitoredItemBase, ClientSession, ClientSubscription, DataValue } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import type { Source } from "../source.ts";
import { itemGroups } from "./item-groups.ts";
import type { Library } from "./library.ts";
import { resolveNodeId } from "./resolve-node-id.ts";

/** A tag that the server does not have now may be there after its next start. */
const ASK_AGAIN_MS = 60_000;

/**
 * Monitors every tag in one subscription. A tag that the server does not have is reported and asked for again each minute; the
 * others go on.
 *
 * @param taken gets each notification
 */
export const monitorTags = async (
  library: Library,
  source: Source,
  session: ClientSession,
  subscription: ClientSubscription,
  nodeIds: ReadonlyMap<ChannelPlan, string>,
  taken: (plan: ChannelPlan, value: DataValue) => void,
): Promise<() => void> => {
  const { AttributeIds, ClientMonitoredItemGroup, TimestampsToReturn } = library;
  const most = await mostItemsPerCall(library, session);
  const refused = new Set<ChannelPlan>();
  let stopAsking: (() => void) | undefined;

  const refuse = (plan: ChannelPlan, status: string): void => {
    refused.add(plan);
    source.tagUnknown(plan.tag, true);
    source.trouble(refusalOf(plan, status), plan.tag);
    stopAsking ??= source.world.clock.schedule(ASK_AGAIN_MS, () => {
      stopAsking = undefined;
      const again = [...refused];
      refused.clear();
      monitor(again);
    });
  };

  const monitor = (plans: readonly ChannelPlan[]): void => {
    for (const { members, parameters } of itemGroups(library, source.config, plans, most)) {
      const wanted = members.flatMap((plan) => {
        const nodeId = nodeIds.get(plan);
        return nodeId === undefined ? [] : [{ plan, nodeId, attributeId: AttributeIds.Value }];
      });
      if (wanted.length === 0) continue;
      const group = ClientMonitoredItemGroup.create(subscription, wanted, parameters, TimestampsToReturn.Both);
      group.on("changed", (_item: ClientMonitoredItemBase, dataValue: DataValue, index: number) => {
        const plan = wanted[index]?.plan;
        if (plan) taken(plan, dataValue);
      });
      group.on("initialized", () => {
        for (const [i, { plan }] of wanted.entries()) {
          const status = group.monitoredItems[i]?.statusCode;
          if (status?.isBad()) refuse(plan, status.name);
          else source.tagUnknown(plan.tag, false);
        }
      });
      group.on("err", (reason: string) => {
        source.trouble(new TwinError(sourceErrors.readFailed, { what: `${wanted.length} tags`, reason }));
      });
    }
  };

  monitor(source.plan.rows);
  return () => stopAsking?.();
};

/** The node id of each tag; one that can't be any is reported. */
export const nodeIdsOf = async (
  { coerceNodeId }: Library,
  source: Source,
  session: ClientSession,
): Promise<ReadonlyMap<ChannelPlan, string>> => {
  const namespaces = await session.readNamespaceArray();
  const found = new Map<ChannelPlan, string>();
  const missing = ({ tag }: ChannelPlan, reason: string): void => {
    source.tagUnknown(tag, true);
    source.trouble(new TwinError(sourceErrors.unknownTag, { tag, reason }), tag);
  };
  for (const plan of source.plan.rows) {
    const nodeId = resolveNodeId(plan.tag, namespaces);
    try {
      if (nodeId === undefined) missing(plan, "it has no such namespace");
      else found.set(plan, coerceNodeId(nodeId) && nodeId);
    } catch {
      missing(plan, "it is no node id");
    }
  }
  return found;
};

/** More in one request than this helps nobody, and some servers give up. */
const MOST_ITEMS = 500;

/** What the server says of itself (OPC UA Part 5, 6.3.11); 0 means that it has no limit. */
const mostItemsPerCall = async ({ AttributeIds, VariableIds }: Library, session: ClientSession): Promise<number> => {
  const nodeId = VariableIds.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall;
  const { value } = await session.read({ nodeId, attributeId: AttributeIds.Value });
  const limit: unknown = value?.value;
  return typeof limit === "number" && limit > 0 ? Math.min(limit, MOST_ITEMS) : MOST_ITEMS;
};

const refusalOf = ({ tag }: ChannelPlan, status: string): TwinError =>
  /Filter|Deadband/.test(status)
    ? new TwinError(sourceErrors.deadbandRefused, { tag, reason: status })
    : new TwinError(sourceErrors.unknownTag, { tag, reason: status });
