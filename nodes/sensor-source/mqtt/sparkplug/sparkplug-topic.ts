const TYPES = ["NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH"] as const;

export interface SparkplugTopic {
  readonly type: (typeof TYPES)[number];
  readonly group: string;
  readonly node: string;
  /** Empty: the edge node itself. */
  readonly device: string;
}

/** Reads `spBv1.0/group/type/node[/device]` (section 4.1); undefined for commands and for what is no such topic. */
export const sparkplugTopic = (topic: string): SparkplugTopic | undefined => {
  const [namespace, group = "", typeName, node = "", device = "", ...rest] = topic.split("/");
  const type = TYPES.find((known) => known === typeName);
  if (namespace !== "spBv1.0" || !type || group === "" || node === "" || rest.length > 0) return undefined;
  if (type.startsWith("D") !== (device !== "")) return undefined;
  return { type, group, node, device };
};

/** The filter of all that these edge nodes say (`#` is also the level above it); empty: any. */
export const sparkplugFilter = (group: string, node: string): string => `spBv1.0/${group || "+"}/+/${node || "+"}/#`;
