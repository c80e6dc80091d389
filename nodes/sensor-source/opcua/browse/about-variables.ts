import type { DataValue } from "node-opcua-client";
import { channelNamed } from "../../../../models/telemetry/channel-named.ts";
import type { BrowseSession } from "./browse-session.ts";
import { readInParts } from "./read-in-parts.ts";
import type { SeenVariable } from "./seen-node.ts";
import { shownValue } from "./shown-value.ts";
import { unitsOf } from "./units-of.ts";

/** Bits of AccessLevel, OPC UA Part 3, 8.57. */
const ACCESS = { read: 1, write: 2, history: 4 } as const;
/** DataType ids (OPC UA Part 6, 5.1.2) of what can become a number: Boolean to Double, and String by its states. */
const LAST_NUMBER = 11;
const STRING = 12;

/** A variable to be told of. */
export interface Asked {
  readonly nodeId: string;
  readonly browseName: string;
}

/** What the server says of variables: value, type, access and unit, each in their order. */
export const aboutVariables = async (at: BrowseSession, asked: readonly Asked[]): Promise<SeenVariable[]> => {
  const { Value, DataType, UserAccessLevel, Description } = at.library.AttributeIds;
  const attributes = [Value, DataType, UserAccessLevel, Description];
  const read = await readInParts(
    at.session,
    asked.flatMap(({ nodeId }) => attributes.map((attributeId) => ({ nodeId, attributeId }))),
  );
  const values = asked.map((_, i) => read.slice(i * attributes.length, (i + 1) * attributes.length));
  const types = await typeNames(
    at,
    values.map(([, type]) => String(type?.value?.value ?? "")),
  );
  const units = await unitsOf(
    at,
    asked.map(({ nodeId }) => nodeId),
  );
  return asked.flatMap(({ browseName }, i): SeenVariable[] => {
    const [value, , access, description] = values[i] ?? [];
    if (!value) return [];
    return [
      {
        ...shownValue(value),
        ...(units[i] ?? { unit: "", unitText: "" }),
        channel: channelNamed(browseName),
        description: textOf(description),
        type: types[i] ?? "",
        access: accessOf(access),
        usable: isUsable(value),
      },
    ];
  });
};

/** Of a LocalizedText. */
const textOf = (read: DataValue | undefined): string => {
  const text: unknown = read?.value?.value?.text;
  return typeof text === "string" ? text : "";
};

const accessOf = (read: DataValue | undefined): SeenVariable["access"] => {
  const bits: unknown = read?.value?.value;
  if (typeof bits !== "number") return [];
  return (["read", "write", "history"] as const).filter((name) => bits & ACCESS[name]);
};

/** One that has no value now may have a number later. */
const isUsable = ({ value }: DataValue): boolean => {
  const type: number = value?.dataType ?? 0;
  return type <= LAST_NUMBER || type === STRING;
};

/** The names of data types, by their node ids; each type is asked for once. */
const typeNames = async (
  { library, session, typeNames: known }: BrowseSession,
  ids: readonly string[],
): Promise<string[]> => {
  const unknown = [...new Set(ids)].filter((id) => id !== "" && !known.has(id));
  const attributeId = library.AttributeIds.BrowseName;
  const read = await readInParts(
    session,
    unknown.map((nodeId) => ({ nodeId, attributeId })),
  );
  for (const [i, id] of unknown.entries()) {
    const name: unknown = read[i]?.value?.value?.name;
    known.set(id, typeof name === "string" ? name : id);
  }
  return ids.map((id) => known.get(id) ?? "");
};
