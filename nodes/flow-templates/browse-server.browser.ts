import type { ListedTag } from "../../models/scaffold/listed-tag.ts";
import { post } from "./request.browser.ts";

/** A machine has fewer; more is a whole plant, of which a node should be named. */
const MOST_TAGS = 1000;
const MOST_NODES = 2000;

export interface Server {
  readonly endpoint: string;
  readonly user: string;
  readonly password: string;
  /** Where to begin; empty: all objects. */
  readonly node: string;
}

/**
 * All variables of an OPC UA server below a node, through the route by which the sensor source's edit dialog looks around in it.
 *
 * @param progress is told how many tags are found so far
 * @throws Error with the server's words
 */
export const browseServer = async (
  server: Server,
  progress: (count: number) => void,
): Promise<readonly ListedTag[]> => {
  const dialog = `templates-${Date.now()}-${Math.random()}`;
  const ask = (about: object): Promise<unknown> =>
    post("twinloom/ask/opcua-tags", {
      id: "",
      settings: { protocol: "opcua", opcuaEndpoint: server.endpoint, user: server.user },
      secrets: { password: server.password },
      about: { dialog, ...about },
    });
  const tags: ListedTag[] = [];
  const queue: string[] = [server.node];
  const met = new Set(queue);
  try {
    for (const nodeId of queue) {
      for (const node of await levelOf(ask, nodeId)) {
        if (met.has(node.nodeId) || (server.node === "" && node.nodeId.startsWith("ns=0;"))) continue;
        met.add(node.nodeId);
        if (node.variable) tags.push(tagOf(node, tags.length + 1));
        if (node.opens) queue.push(node.nodeId);
      }
      progress(tags.length);
      if (tags.length > MOST_TAGS || queue.length > MOST_NODES) break;
    }
    return tags;
  } finally {
    void ask({ close: true }).catch(() => undefined);
  }
};

/** A line of the tree, as far as it is read here. */
interface Seen {
  readonly tag: string;
  readonly nodeId: string;
  readonly name: string;
  readonly opens: boolean;
  readonly variable?: Readonly<Record<string, unknown>>;
}

const levelOf = async (ask: (about: object) => Promise<unknown>, nodeId: string): Promise<readonly Seen[]> => {
  const nodes: Seen[] = [];
  let more: unknown;
  do {
    const answer = await ask({ ...(nodeId === "" ? {} : { nodeId }), ...(typeof more === "string" ? { more } : {}) });
    const level: { nodes?: unknown; more?: unknown } = Object(answer);
    if (Array.isArray(level.nodes)) nodes.push(...level.nodes.filter(isSeen));
    more = level.more;
  } while (typeof more === "string");
  return nodes;
};

const isSeen = (node: unknown): node is Seen =>
  typeof Object(node).nodeId === "string" && typeof Object(node).tag === "string";

const tagOf = ({ tag, name, variable = {} }: Seen, line: number): ListedTag => {
  const [type, unit] = [textOf(variable["type"]), textOf(variable["unit"])];
  return {
    ...{ line, tag, name, description: textOf(variable["description"]), unit: textOf(variable["unitText"]) },
    ...(unit ? { ucum: unit } : {}),
    type: Array.isArray(variable["elements"]) ? `array of ${type}` : type,
    ...(variable["usable"] === false ? { noNumber: true } : {}),
    ...limitsOf("euRange", variable["euRange"]),
    ...limitsOf("range", variable["instrumentRange"]),
  };
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const limitsOf = (key: "euRange" | "range", held: unknown): Partial<ListedTag> => {
  const { min, max } = Object(held);
  return typeof min === "number" && typeof max === "number" ? { [key]: { min, max } } : {};
};
