import type { Static, TObject } from "typebox";
import type { TwinError } from "../../models/errors/twin-error.ts";
import { afterStart } from "./after-start.ts";
import { systemClock } from "./clock.ts";
import { asTwinError } from "./errors.ts";
import { gauge } from "./metrics.ts";
import type { NodeSchema, Settings } from "./node-schema.ts";
import { nodeWorld, showStatus } from "./node-world.ts";
import { type Done, orderedInput, type Send } from "./ordered-input.ts";
import { parseConfig } from "./parse-config.ts";
import { type RecentMessage, recentOfNode } from "./recent-messages.ts";
import type { Red, RedNode } from "./red.ts";
import { statusOf } from "./status-of.ts";
import { tellRevision } from "./tell-revision.ts";
import type { Behaviour, FlowMessage, World } from "./world.ts";

export type CreateBehaviour<T extends TObject> = (config: Static<T>, world: World) => Behaviour;

/** Routes of the admin API that a node's edit dialog needs (browse, test-read). */
export type AdminRoutes = (red: Red) => void;

/** What a node's module exports: Node-RED calls it, a preview reads what the node is made of. */
export interface NodeModule<T extends TObject = TObject> {
  (red: Red): void;
  readonly schema: NodeSchema<T>;
  readonly create: CreateBehaviour<T>;
}

/** A live node, as a preview sees it. */
export interface LiveNode extends RedNode {
  twinloomResource?: unknown;
  /** What has reached it lately, oldest first. */
  twinloomRecent?: () => readonly RecentMessage[];
}

/**
 * Makes a Node-RED node of a schema and a behaviour: the default export of a room's `node.ts`. Settings are checked at
 * deploy; a node whose settings are wrong says so in its status and to the Catch nodes, refuses every message with the
 * same error, and leaves the rest of the flow alone.
 */
export const defineNode = <T extends TObject>(
  schema: NodeSchema<T>,
  create: CreateBehaviour<T>,
  routes?: AdminRoutes,
): NodeModule<T> => {
  const register = (red: Red): void => {
    tellRevision(red);
    const construct = function (this: RedNode, raw: Settings): void {
      red.nodes.createNode(this, raw);
      start(red, this, schema, create, raw);
    };
    const secrets = Object.keys(schema.secrets ?? {}).map((key) => [key, { type: "password" }] as const);
    red.nodes.registerType(schema.type, construct, secrets.length ? { credentials: Object.fromEntries(secrets) } : {});
    routes?.(red);
  };
  return Object.assign(register, { schema, create });
};

const start = <T extends TObject>(
  red: Red,
  node: LiveNode,
  schema: NodeSchema<T>,
  create: CreateBehaviour<T>,
  raw: Settings,
): void => {
  const abort = new AbortController();
  const world = nodeWorld(red, node, abort.signal);
  let behaviour: Behaviour;
  try {
    behaviour = create(parseConfig(schema, raw), world);
  } catch (thrown) {
    abort.abort();
    refuseAll(red, node, asTwinError(thrown));
    return;
  }
  if (behaviour.resource !== undefined) node.twinloomResource = behaviour.resource;
  const { together } = behaviour;
  // without an editor nobody asks for a preview
  const recent = red.settings["httpAdminRoot"] === false ? undefined : recentOfNode(abort.signal);
  node.twinloomRecent = () => [...(behaviour.recent?.() ?? []), ...(recent?.list() ?? [])];
  const input = orderedInput((message) => behaviour.input?.(message) ?? null, together?.waiting, together);
  node.on("input", (message: FlowMessage, send: Send, done: Done) => {
    recent?.keep(message, systemClock.nowMs());
    input.push(message, send, (error) => {
      if (error) {
        world.status(statusOf(asTwinError(error)));
        world.count("twinloom_errors_total", 1, { code: asTwinError(error).code });
      }
      done(error);
    });
  });
  node.on("close", (removed: boolean, done: () => void) => {
    const idle = input.close();
    if (removed) sayFarewell(behaviour, world);
    abort.abort();
    void Promise.race([idle, patience()])
      .then(() => closeQuietly(behaviour, removed, world))
      .finally(done);
  });
};

/** Node-RED itself waits 15 s for a node to close; a handler that ignores its signal gets less, so that the rest can close. */
const CLOSE_PATIENCE_MS = 5000;

const patience = (): Promise<void> =>
  new Promise((resolve) => {
    systemClock.schedule(CLOSE_PATIENCE_MS, resolve);
  });

const sayFarewell = (behaviour: Behaviour, world: World): void => {
  try {
    world.emit(behaviour.farewell?.());
  } catch (thrown) {
    world.log("warn", asTwinError(thrown).message);
  }
};

const closeQuietly = async (behaviour: Behaviour, removed: boolean, world: World): Promise<void> => {
  try {
    await behaviour.close?.(removed);
  } catch (thrown) {
    world.log("warn", asTwinError(thrown).message);
  }
};

const refuseAll = (red: Red, node: RedNode, error: TwinError): void => {
  showStatus(node, statusOf(error));
  const gone = new AbortController();
  const labels = { node: node.id, name: node.name || node.type, code: error.code };
  gauge("twinloom_node_refused", labels, () => 1, gone.signal);
  afterStart(red, () => {
    if (!gone.signal.aborted) node.error(error, {});
  });
  node.on("input", (_message: FlowMessage, _send: Send, done: Done) => done(error));
  node.on("close", () => {
    gone.abort();
  });
};
