import cliProgress from "cli-progress";
import { TwinError } from "../../models/errors/twin-error.ts";
import { scaffoldErrors } from "../../models/scaffold/errors.ts";
import type { ListedTag } from "../../models/scaffold/listed-tag.ts";
import type { TagList } from "../../models/scaffold/read-tag-list.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { sourceErrors } from "../../nodes/sensor-source/errors.ts";
import { browseLevel } from "../../nodes/sensor-source/opcua/browse/browse-level.ts";
import { type BrowseSession, openBrowseSession } from "../../nodes/sensor-source/opcua/browse/browse-session.ts";
import type { SeenNode } from "../../nodes/sensor-source/opcua/browse/seen-node.ts";
import { schema } from "../../nodes/sensor-source/schema.ts";

/** The folder Objects (OPC UA Part 5, 8.2.4). */
const OBJECTS = "i=85";
const MOST_TAGS = 5000;
const MOST_NODES = 20_000;

export interface BrowseOptions {
  readonly endpoint: string;
  readonly user: string;
  readonly password: string;
  readonly securityMode: string;
  readonly securityPolicy: string;
  /** Where to begin; undefined: all objects but the server's own. */
  readonly node: string | undefined;
  readonly home: string;
}

/**
 * All variables below a node of an OPC UA server as a tag list, with units, ranges and descriptions as the server has them.
 *
 * @throws TwinError TWIN-SCAFFOLD-006, -008, and those of a browse: TWIN-SOURCE-006, -040, -041, -060 to -065, -070
 */
export const browseTags = async (options: BrowseOptions): Promise<TagList> => {
  const { endpoint, user, password, home, node } = options;
  const settings = { protocol: "opcua", opcuaEndpoint: endpoint, user };
  const security = { opcuaSecurityMode: options.securityMode, opcuaSecurityPolicy: options.securityPolicy };
  const config = parseConfig(schema, { ...settings, ...security });
  const credentials = { password };
  const session = await openBrowseSession({
    config,
    world: { nodeId: "scaffold", homeFolder: home, credentials, clock: systemClock },
  });
  try {
    const seen = await walk(session, endpoint, node ?? OBJECTS, node === undefined);
    const tags = seen.map(tagOf);
    if (tags.length > 0) return { tags, lost: [] };
    throw new TwinError(scaffoldErrors.nothingBrowsed, { node: node ?? "Objects", server: endpoint });
  } finally {
    await session.close();
  }
};

/** Breadth first, each node once: references may lead in circles. */
const walk = async (
  session: BrowseSession,
  server: string,
  root: string,
  withoutServer: boolean,
): Promise<readonly SeenNode[]> => {
  const bar = new cliProgress.SingleBar({ format: "browsing {bar} {value}/{total} nodes", clearOnComplete: true });
  const variables: SeenNode[] = [];
  const queue = [root];
  const met = new Set(queue);
  bar.start(1, 0);
  try {
    for (const [done, nodeId] of queue.entries()) {
      for (const node of await levelOf(session, server, nodeId)) {
        if (met.has(node.nodeId) || (withoutServer && isServersOwn(node))) continue;
        met.add(node.nodeId);
        if (node.variable) variables.push(node);
        if (node.opens) queue.push(node.nodeId);
      }
      const count = variables.length;
      if (count > MOST_TAGS || queue.length > MOST_NODES)
        throw new TwinError(scaffoldErrors.tooLong, { where: root, count, most: MOST_TAGS });
      bar.setTotal(queue.length);
      bar.update(done + 1);
    }
  } finally {
    bar.stop();
  }
  return variables;
};

/** The object Server and what stands beside it in the standard's namespace. */
const isServersOwn = ({ nodeId }: SeenNode): boolean => nodeId.startsWith("ns=0;");

const levelOf = async (session: BrowseSession, server: string, node: string): Promise<readonly SeenNode[]> => {
  const nodes: SeenNode[] = [];
  let more: string | undefined;
  try {
    do {
      const level = await browseLevel(session, node, more);
      nodes.push(...(level?.nodes ?? []));
      more = level?.more;
    } while (more !== undefined);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new TwinError(sourceErrors.browseFailed, { server, node, reason }, thrown);
  }
  return nodes;
};

const tagOf = ({ tag, name, variable }: SeenNode, at: number): ListedTag => ({
  ...{ line: at + 1, tag, name, description: variable?.description ?? "" },
  ...{ unit: variable?.unitText ?? "", ...(variable?.unit ? { ucum: variable.unit } : {}) },
  type: variable?.elements ? `array of ${variable.type}` : (variable?.type ?? ""),
  ...(variable?.usable === false ? { noNumber: true } : {}),
  ...(variable?.euRange ? { euRange: variable.euRange } : {}),
  ...(variable?.instrumentRange ? { range: variable.instrumentRange } : {}),
});
