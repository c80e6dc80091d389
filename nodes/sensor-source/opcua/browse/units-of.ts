import { engineeringUnit } from "../../../../models/telemetry/engineering-unit.ts";
import type { BrowseSession } from "./browse-session.ts";
import { readInParts } from "./read-in-parts.ts";
import type { SeenVariable } from "./seen-node.ts";

/** The property EngineeringUnits (OPC UA Part 8, 5.3.2.3) of each variable; empty texts where it has none. */
export const unitsOf = async (
  { library, session }: BrowseSession,
  nodeIds: readonly string[],
): Promise<Pick<SeenVariable, "unit" | "unitText">[]> => {
  if (nodeIds.length === 0) return [];
  const { AttributeIds, ReferenceTypeIds } = library;
  const targetName = { namespaceIndex: 0, name: "EngineeringUnits" };
  const elements = [{ referenceTypeId: ReferenceTypeIds.HasProperty, includeSubtypes: true, targetName }];
  const paths = nodeIds.map((startingNode) => ({ startingNode, relativePath: { elements } }));
  const found = (await session.translateBrowsePath(paths)).map(({ targets }) => targets?.[0]?.targetId);
  const there = found.flatMap((nodeId) => (nodeId ? [{ nodeId, attributeId: AttributeIds.Value }] : []));
  const read = await readInParts(session, there);
  return found.map((nodeId) => textsOf(nodeId ? read.shift()?.value?.value : undefined));
};

const textsOf = (held: unknown): Pick<SeenVariable, "unit" | "unitText"> => {
  if (typeof held !== "object" || held === null || !("unitId" in held) || typeof held.unitId !== "number")
    return { unit: "", unitText: "" };
  const namespaceUri = "namespaceUri" in held && typeof held.namespaceUri === "string" ? held.namespaceUri : "";
  const unitText = "displayName" in held ? textOf(held.displayName) : "";
  return { unit: engineeringUnit({ namespaceUri, unitId: held.unitId, displayName: unitText }), unitText };
};

const textOf = (localized: unknown): string =>
  typeof localized === "object" && localized !== null && "text" in localized && typeof localized.text === "string"
    ? localized.text
    : "";
