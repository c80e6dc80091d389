import { createHash } from "node:crypto";
import { TwinError } from "../../../../models/errors/twin-error.ts";
import type { Question } from "../../../kit/ask-server.ts";
import { systemClock } from "../../../kit/clock.ts";
import { sourceErrors } from "../../errors.ts";
import type { schema } from "../../schema.ts";
import type { Opening } from "../open-session.ts";
import { browseLevel } from "./browse-level.ts";
import { type BrowseSession, openBrowseSession } from "./browse-session.ts";
import { dialogSessions } from "./dialog-sessions.ts";
import { readInParts } from "./read-in-parts.ts";
import type { SeenLevel, SeenNow } from "./seen-node.ts";
import { shownValue } from "./shown-value.ts";

/** The folder Objects, where a server's machines are (OPC UA Part 5, 8.2.4). */
const OBJECTS = "i=85";
const MOST_VALUES = 500;

const sessions = dialogSessions(systemClock);

type Asked = Question<(typeof schema)["fields"]>;

/**
 * Answers an edit dialog that looks around in the server of its unsaved settings. `about` is `{dialog, nodeId?, more?}` for a level of the
 * tree, `{dialog, values: [node ids]}` for what they hold now, or `{dialog, close: true}`.
 *
 * @throws TwinError TWIN-SOURCE-006, -040, -041, -060 to -065 or -070
 */
export const askOpcua = async (question: Asked): Promise<SeenLevel | Readonly<Record<string, SeenNow>> | undefined> => {
  const { config, about } = question;
  const dialog = textOf(about["dialog"]) ?? "";
  if (about["close"] === true) {
    await sessions.close(dialog);
    return undefined;
  }
  const nodeId = textOf(about["nodeId"]) ?? OBJECTS;
  const values = textsOf(about["values"]);
  const opening = openingOf(question);
  return sessions.ask(
    dialog,
    settingsOf(opening),
    () => openBrowseSession(opening),
    async (session) => {
      try {
        if (values) return await valuesOf(session, values);
        const level = await browseLevel(session, nodeId, textOf(about["more"]));
        if (level) return level;
        throw new Error("the next page is not there any more");
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        throw new TwinError(sourceErrors.browseFailed, { server: config.opcuaEndpoint, node: nodeId, reason }, thrown);
      }
    },
  );
};

const openingOf = ({ config, credentials, homeFolder }: Asked): Opening => ({
  config,
  world: { nodeId: "browse", homeFolder, credentials, clock: systemClock },
});

/** What a session depends on; it holds a password, so it is kept as a digest. */
const settingsOf = ({ config, world }: Opening): string => {
  const own = Object.entries(config).filter(([field]) => field.startsWith("opcua"));
  return createHash("sha256")
    .update(JSON.stringify([own, config.user, world.credentials]))
    .digest("hex");
};

const valuesOf = async (
  { library, session }: BrowseSession,
  nodeIds: readonly string[],
): Promise<Readonly<Record<string, SeenNow>>> => {
  const attributeId = library.AttributeIds.Value;
  const read = await readInParts(
    session,
    nodeIds.map((nodeId) => ({ nodeId, attributeId })),
  );
  return Object.fromEntries(read.map((value, i) => [nodeIds[i] ?? "", shownValue(value)]));
};

const textOf = (sent: unknown): string | undefined => (typeof sent === "string" ? sent : undefined);

const textsOf = (sent: unknown): string[] | undefined =>
  Array.isArray(sent) ? sent.filter((one) => typeof one === "string").slice(0, MOST_VALUES) : undefined;
