import type { ReferenceDescription } from "node-opcua-client";
import { nameNodeId } from "../name-node-id.ts";
import { resolveNodeId } from "../resolve-node-id.ts";
import { aboutVariables } from "./about-variables.ts";
import type { BrowseSession, Rest } from "./browse-session.ts";
import type { SeenLevel, SeenNode } from "./seen-node.ts";

/** Lines that a person looks through before asking for more. */
const PAGE = 100;
/** A server may not keep more continuation points than a few. */
const PER_LOOK_BELOW = 20;

/** One line before anything is known of what it holds. */
interface Line {
  readonly nodeId: string;
  readonly browseName: string;
  readonly name: string;
  readonly isVariable: boolean;
}

/**
 * Objects and variables directly below a node, without its properties, a page of them.
 *
 * @param nodeId by the number of its namespace, or by its URI as tags name theirs
 * @param more what the page before gave, for the next one; undefined: the first
 * @returns undefined where that page is not there any more
 * @throws Error where the server does not let the node be browsed
 */
export const browseLevel = async (
  at: BrowseSession,
  nodeId: string,
  more: string | undefined,
): Promise<SeenLevel | undefined> => {
  const rest = more === undefined ? await first(at, nodeId) : await next(at, more);
  if (!rest) return undefined;
  const references = rest.references.slice(0, PAGE);
  const left = { ...rest, references: rest.references.slice(PAGE) };
  const token = left.references.length > 0 || left.continuationPoint ? `${nodeId} ${at.rests.size}` : undefined;
  if (token !== undefined) at.rests.set(token, left);
  const nodes = await seenNodes(at, linesOf(at, references));
  return { nodes, ...(token === undefined ? {} : { more: token }) };
};

const first = async ({ library, session, namespaces }: BrowseSession, named: string): Promise<Rest> => {
  const nodeId = resolveNodeId(named, namespaces);
  if (nodeId === undefined) throw new Error("the server has no such namespace");
  const { BrowseDirection, NodeClassMask, ReferenceTypeIds, ResultMask } = library;
  session.requestedMaxReferencesPerNode = PAGE;
  const result = await session.browse({
    ...{ nodeId, browseDirection: BrowseDirection.Forward, includeSubtypes: true },
    referenceTypeId: ReferenceTypeIds.HierarchicalReferences,
    nodeClassMask: NodeClassMask.Object | NodeClassMask.Variable,
    resultMask: ResultMask.BrowseName | ResultMask.DisplayName | ResultMask.NodeClass | ResultMask.ReferenceType,
  });
  if (result.statusCode.isBad()) throw new Error(result.statusCode.name);
  return restOf(result);
};

const next = async ({ session, rests }: BrowseSession, more: string): Promise<Rest | undefined> => {
  const rest = rests.get(more);
  if (!rest || rest.references.length > 0 || !rest.continuationPoint) return rest;
  const result = await session.browseNext(rest.continuationPoint, false);
  if (result.statusCode.isBad()) return undefined;
  return restOf(result);
};

const restOf = (result: {
  references: ReferenceDescription[] | null;
  continuationPoint: Buffer | undefined | null;
}): Rest => ({
  references: result.references ?? [],
  ...(result.continuationPoint?.length ? { continuationPoint: result.continuationPoint } : {}),
});

/** Two references may lead to the same node, and some to another server. */
const linesOf = ({ library }: BrowseSession, references: readonly ReferenceDescription[]): Line[] => {
  const { coerceNodeId, NodeClass, NodeId, ReferenceTypeIds } = library;
  const property = coerceNodeId(ReferenceTypeIds.HasProperty).toString();
  const lines = new Map<string, Line>();
  for (const { nodeId: target, referenceTypeId, browseName, displayName, nodeClass } of references) {
    if (target.serverIndex || referenceTypeId.toString() === property) continue;
    const nodeId = new NodeId(target.identifierType, target.value, target.namespace).toString();
    const plain = browseName.name ?? "";
    const name = displayName.text || plain;
    lines.set(nodeId, { nodeId, browseName: plain, name, isVariable: nodeClass === NodeClass.Variable });
  }
  return [...lines.values()];
};

const seenNodes = async (at: BrowseSession, lines: readonly Line[]): Promise<SeenNode[]> => {
  const variables = lines.filter(({ isVariable }) => isVariable);
  const told = await aboutVariables(at, variables);
  const about = new Map(variables.map(({ nodeId }, i) => [nodeId, told[i]]));
  const opening = await withLevelBelow(at, lines);
  const nodes = lines.flatMap(({ nodeId, name }): SeenNode[] => {
    const variable = about.get(nodeId);
    const line = { tag: nameNodeId(nodeId, at.namespaces), nodeId, name, opens: opening.has(nodeId) };
    if (variable) return [{ ...line, variable }];
    return line.opens ? [line] : [];
  });
  // the machines first, what the server says of itself last
  return [...nodes].sort((a, b) => Number(isOpcuaOwn(a)) - Number(isOpcuaOwn(b)));
};

const isOpcuaOwn = ({ nodeId }: SeenNode): boolean => nodeId.startsWith("ns=0;");

/** Those that have something below them other than properties. */
const withLevelBelow = async (at: BrowseSession, lines: readonly Line[]): Promise<ReadonlySet<string>> => {
  const { BrowseDirection, NodeClassMask, ReferenceTypeIds } = at.library;
  const found = new Set<string>();
  for (let i = 0; i < lines.length; i += PER_LOOK_BELOW) {
    const some = lines.slice(i, i + PER_LOOK_BELOW);
    at.session.requestedMaxReferencesPerNode = 1;
    const wanted = some.flatMap(({ nodeId }) =>
      [ReferenceTypeIds.Organizes, ReferenceTypeIds.HasComponent].map((referenceTypeId) => ({
        ...{ nodeId, referenceTypeId, browseDirection: BrowseDirection.Forward, includeSubtypes: true },
        ...{ nodeClassMask: NodeClassMask.Object | NodeClassMask.Variable, resultMask: 0 },
      })),
    );
    const results = await at.session.browse(wanted);
    for (const [j, { references, statusCode }] of results.entries()) {
      const line = some[Math.floor(j / 2)];
      // a server without a continuation point to spare does not say what is there
      if (line && (references?.length || /NoContinuationPoints/.test(statusCode.name))) found.add(line.nodeId);
    }
    const points = results.flatMap(({ continuationPoint }) => (continuationPoint?.length ? [continuationPoint] : []));
    if (points.length > 0) await at.session.browseNext(points, true);
  }
  return found;
};
