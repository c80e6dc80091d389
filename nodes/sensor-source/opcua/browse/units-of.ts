import type { NodeId } from "node-opcua-client";
import { engineeringUnit } from "../../../../models/telemetry/engineering-unit.ts";
import type { BrowseSession } from "./browse-session.ts";
import { readInParts } from "./read-in-parts.ts";
import type { SeenVariable } from "./seen-node.ts";

type Measure = Pick<SeenVariable, "unit" | "unitText" | "euRange" | "instrumentRange">;

/** Properties of an AnalogItem (OPC UA Part 8, 5.3.2.3). */
const PROPERTIES = ["EngineeringUnits", "EURange", "InstrumentRange"] as const;

/** Small controllers take no more in one request (MaxNodesPerTranslateBrowsePathsToNodeIds, OPC UA Part 5, 6.3.11). */
const MOST_PATHS = 100;

/** Unit and ranges of each variable; empty texts, and no range, where it has no such property. */
export const unitsOf = async ({ library, session }: BrowseSession, nodeIds: readonly string[]): Promise<Measure[]> => {
  if (nodeIds.length === 0) return [];
  const { AttributeIds, ReferenceTypeIds } = library;
  const paths = nodeIds.flatMap((startingNode) =>
    PROPERTIES.map((name) => {
      const targetName = { namespaceIndex: 0, name };
      const elements = [{ referenceTypeId: ReferenceTypeIds.HasProperty, includeSubtypes: true, targetName }];
      return { startingNode, relativePath: { elements } };
    }),
  );
  const found: (NodeId | undefined)[] = [];
  for (let i = 0; i < paths.length; i += MOST_PATHS) {
    const answers = await session.translateBrowsePath(paths.slice(i, i + MOST_PATHS));
    found.push(...answers.map(({ targets }) => targets?.[0]?.targetId));
  }
  const there = found.flatMap((nodeId) => (nodeId ? [{ nodeId, attributeId: AttributeIds.Value }] : []));
  const read = (await readInParts(session, there)).values();
  const held: unknown[] = found.map((nodeId) => (nodeId ? read.next().value?.value?.value : undefined));
  return nodeIds.map((_, i) => {
    const [unit, euRange, instrumentRange] = held.slice(i * PROPERTIES.length, (i + 1) * PROPERTIES.length);
    return { ...textsOf(unit), ...rangeOf("euRange", euRange), ...rangeOf("instrumentRange", instrumentRange) };
  });
};

/** A server that has never been told of a range says 0 to 0. */
const rangeOf = (key: "euRange" | "instrumentRange", held: unknown): Partial<Measure> => {
  const { low, high } = Object(held);
  return typeof low === "number" && typeof high === "number" && low < high ? { [key]: { min: low, max: high } } : {};
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
