import { assetTypes } from "../../models/assets/asset-types.ts";
import { checkedRows } from "../../models/scaffold/checked-rows.ts";
import type { Proposal } from "../../models/scaffold/proposal.ts";
import { baseOf, typeOfProposal } from "../../models/scaffold/type-of-proposal.ts";
import { nodeIds } from "../../models/templates/node-ids.ts";

/** Where the tags are read; undefined: messages bring them. */
export interface Server {
  readonly endpoint: string;
  readonly user: string;
}

type FlowNode = Readonly<Record<string, unknown>>;

/**
 * A flow to import: the asset type, and a sensor source that reads the rows that are used.
 *
 * @throws TwinError TWIN-SCAFFOLD-004, -005, -007
 */
export const flowOfProposal = (proposal: Proposal, server: Server | undefined): readonly FlowNode[] => {
  const { kind, definition } = typeOfProposal(proposal, assetTypes);
  const rows = checkedRows(proposal, baseOf(proposal, assetTypes));
  const tags = rows.map(({ tag, channel, unit }) => ({ tag, channel, unit }));
  const { asset } = proposal;
  // of its own, so that the flows of two machines go into one editor
  const idOf = nodeIds(asset, "scaffold");
  const connection = server
    ? { protocol: "opcua", opcuaEndpoint: server.endpoint, user: server.user }
    : { protocol: "wire" };
  const type = "twinloom-asset-type";
  return [
    { id: idOf("tab"), type: "tab", label: asset, info: proposal.why },
    {
      ...{ id: idOf("type"), type, name: asset, configVersion: 1, kind },
      definition: definition ? JSON.stringify(definition, null, 2) : "",
    },
    {
      ...{ id: idOf("source"), type: "twinloom-sensor-source", z: idOf("tab"), name: asset, configVersion: 1 },
      ...{ assetType: idOf("type"), asset, ...connection, tags, x: 200, y: 100, wires: [[], []] },
    },
  ];
};
