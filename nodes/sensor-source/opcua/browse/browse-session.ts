import type { ClientSession, ReferenceDescription } from "node-opcua-client";
import { TwinError } from "../../../../models/errors/twin-error.ts";
import { sourceErrors } from "../../errors.ts";
import { checkServer } from "../check-server.ts";
import { explainFailure } from "../explain-failure.ts";
import { type Library, loadLibrary } from "../library.ts";
import { makeClient, type Opening, signIn } from "../open-session.ts";
import { trustList } from "../trust-list.ts";

/** A person waits for the answer. */
const IMPATIENT = { keepSessionAlive: false, connectionStrategy: { maxRetry: 0 }, transportTimeout: 8000 };
/** What the library, or Node.js, says where nothing answers; anything else is a refusal. */
const AWAY =
  /ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT|BadConnection|BadTimeout|timeout|timed out|premature|cannot be established|backoff/i;

/** The rest of a level that was too long for a page. */
export interface Rest {
  readonly references: readonly ReferenceDescription[];
  readonly continuationPoint?: Buffer;
}

/** A session that one edit dialog looks around in. */
export interface BrowseSession {
  readonly library: Library;
  readonly session: ClientSession;
  readonly namespaces: readonly string[];
  /** Names of data types that were asked for, by node id. */
  readonly typeNames: Map<string, string>;
  readonly rests: Map<string, Rest>;
  /** False once the link broke: it is not mended. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** @throws TwinError TWIN-SOURCE-006, -040, -041 or -060 to -065 where no session comes about */
export const openBrowseSession = async (opening: Opening): Promise<BrowseSession> => {
  const { config, world } = opening;
  checkServer(config);
  const library = await loadLibrary();
  const trust = await trustList(world.homeFolder, config.opcuaTrustUnknown);
  const client = makeClient(library, opening, trust, IMPATIENT);
  let open = true;
  const fell = (): void => {
    open = false;
  };
  client.on("connection_lost", fell);
  client.on("close", fell);
  try {
    const session = await signIn(library, opening, client);
    session.on("session_closed", fell);
    const namespaces = await session.readNamespaceArray();
    const close = async (): Promise<void> => {
      fell();
      await client.closeSession(session, true).catch(() => undefined);
      await client.disconnect();
    };
    return { library, session, namespaces, typeNames: new Map(), rests: new Map(), isOpen: () => open, close };
  } catch (thrown) {
    const error = await explainFailure({ library, config, client, trust }, thrown);
    await client.disconnect().catch(() => undefined);
    const { reason } = error.details;
    if (error.code !== sourceErrors.refused.code || typeof reason !== "string" || !AWAY.test(reason)) throw error;
    const short = /Err = \((.*)\)/.exec(reason)?.[1] ?? reason;
    throw new TwinError(sourceErrors.serverAway, { server: config.opcuaEndpoint, reason: short }, thrown);
  }
};
