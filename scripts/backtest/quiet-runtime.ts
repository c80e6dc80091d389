import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { openWork } from "../../nodes/kit/open-work.ts";
import { throwAwayStores } from "../../nodes/kit/throw-away.ts";
import { isInstalled, packageRoot } from "../start/layout.ts";
import { dataClock } from "./data-clock.ts";
import { backtestErrors } from "./errors.ts";

interface LiveNode {
  receive(message: object): void;
}
export interface HeardMessage {
  readonly payload?: unknown;
  readonly error?: { readonly message?: unknown; readonly source?: { readonly id?: string } };
}
interface NodeEvent {
  readonly destination?: { readonly id: string; readonly node?: object };
  readonly node?: { readonly id: string };
  readonly msg?: HeardMessage;
}
interface SendEvent {
  readonly msg?: HeardMessage;
  readonly source?: { readonly id: string; readonly node?: { readonly type?: string } };
}
interface Runtime {
  init(server: unknown, settings: object): void;
  start(): Promise<void>;
  readonly events: {
    once(event: string, listener: (event: StateEvent) => void): void;
    on(event: string, listener: (event: StateEvent) => void): void;
  };
  readonly hooks: {
    add(name: "onSend.backtest", listener: (events: readonly SendEvent[]) => void): void;
    add(name: string, listener: (event: NodeEvent) => void): void;
  };
  readonly nodes: { getNode(id: string): LiveNode | null };
}
interface StateEvent {
  readonly id?: string;
  readonly payload?: { readonly error?: string; readonly types?: readonly (string | { type: string })[] };
}
interface LogEntry {
  readonly level: number;
  readonly msg: unknown;
}

export interface QuietRuntime {
  /**
   * Sends a message to a node when what was due before its time has come to rest.
   *
   * @param timeMs of the data; left out: none has passed
   * @throws TwinError TWIN-BACKTEST-006 where the flow does not come to rest after it
   */
  send(nodeId: string, message: HeardMessage, timeMs?: number): Promise<void>;
  /** Lets what waits once come to its end. */
  runOut(): Promise<void>;
}

const ERROR_LEVEL = 20;
/** Turns of the event loop without a message on its way: one hands it over, one begins, one is for good measure. */
const QUIET_TURNS = 3;
const PATIENCE_MS = 120_000;

/**
 * Node-RED in this process, without a server, that runs a prepared flow and is at rest between two messages: what is heard does
 * not depend on how long a node takes.
 *
 * @param hear every message that a node receives, with the node's id
 * @param complain every error, whether it is logged or a Catch node takes it
 * @throws TwinError TWIN-BACKTEST-005
 */
export const quietRuntime = async (
  flow: readonly FlowNode[],
  home: string,
  excludes: readonly string[],
  hear: (nodeId: string, message: HeardMessage) => void,
  complain: (text: string) => void,
): Promise<QuietRuntime> => {
  throwAwayStores();
  const clock = dataClock(complain);
  writeFileSync(join(home, "flows.json"), JSON.stringify(flow));
  const runtime: Runtime = createRequire(import.meta.url)("node-red");
  runtime.init(createServer(), {
    userDir: home,
    flowFile: "flows.json",
    ...(isInstalled() ? {} : { nodesDir: packageRoot() }),
    nodesExcludes: excludes,
    httpAdminRoot: false,
    httpNodeRoot: false,
    credentialSecret: false,
    telemetry: { enabled: false },
    functionExternalModules: false,
    externalModules: { autoInstall: false, palette: { allowInstall: false }, modules: { allowInstall: false } },
    logging: {
      errors: {
        level: "error",
        handler: () => (entry: LogEntry) => {
          if (entry.level <= ERROR_LEVEL) complain(textOf(entry.msg));
        },
      },
    },
  });
  /** Messages that a node has begun with and not come to the end of, by node. */
  const busy = new Map<string, number>();
  /** Those of them that may wait for the data's time. */
  const waiting = new Set<string>();
  let moved = 0;
  const add = (id: string, by: number): void => {
    moved++;
    const count = (busy.get(id) ?? 0) + by;
    if (count > 0) busy.set(id, count);
    else busy.delete(id);
  };
  runtime.hooks.add("onReceive.backtest", ({ destination, msg }) => {
    if (!destination) return;
    if (mayWait(destination.node)) waiting.add(destination.id);
    if (saysDone(destination.node)) add(destination.id, 1);
    else moved++;
    if (msg) hear(destination.id, msg);
  });
  runtime.hooks.add("onComplete.backtest", ({ node }) => node && add(node.id, -1));
  const caught = caughtErrors(complain);
  runtime.hooks.add("onSend.backtest", ([first]) => first && caught(first));

  const started = new Promise<void>((resolve, reject) => {
    runtime.events.once("flows:started", () => resolve());
    runtime.events.on("runtime-event", ({ id, payload }) => {
      if (id !== "runtime-state" || !payload?.error) return;
      const types = (payload.types ?? []).map((one) => (typeof one === "string" ? one : one.type));
      reject(new TwinError(backtestErrors.missingTypes, { types: types.join(", ") || payload.error }));
    });
  });
  await runtime.start();
  await started;

  const atRest = async (): Promise<void> => {
    const deadline = performance.now() + PATIENCE_MS;
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      const before = moved;
      await new Promise(setImmediate);
      const idle = busy.size === 0 || (clock.waits() && [...busy.keys()].every((id) => waiting.has(id)));
      quiet = idle && openWork() === 0 && moved === before ? quiet + 1 : 0;
      if (performance.now() < deadline) continue;
      const details = { seconds: PATIENCE_MS / 1000, nodes: [...busy.keys()].join(", ") };
      throw new TwinError(backtestErrors.stuck, details);
    }
  };
  await atRest();
  return {
    send: async (nodeId, message, timeMs) => {
      if (timeMs !== undefined) await clock.advance(timeMs, atRest);
      runtime.nodes.getNode(nodeId)?.receive(message);
      await atRest();
    },
    runOut: async () => {
      const lastMs = clock.lastDueMs();
      if (lastMs !== undefined) await clock.advance(lastMs, atRest);
    },
  };
};

const WAITS = new Set(["delay", "trigger", "batch", "join"]);

/** Whether a node may be at rest though it has not called `done`: it waits for the data's time. */
const mayWait = (node: object | undefined): boolean => {
  const { type, func } = Object(node);
  return WAITS.has(type) || (type === "function" && /\bset(Timeout|Interval)\b/.test(String(func)));
};

/**
 * Nodes of the old kind, Node-RED's own switch among them, take the message alone and never call `done`; Node-RED counts the listeners
 * that do. What they do takes them no longer than the quiet turns.
 */
const saysDone = (node: object | undefined): boolean => Number(Reflect.get(node ?? {}, "_expectedDoneCount") ?? 1) > 0;

/** An error that several Catch nodes take is told by the one that was first to take one of that node. */
const caughtErrors = (complain: (text: string) => void) => {
  const tellers = new Map<string, string>();
  return ({ msg, source }: SendEvent): void => {
    if (source?.node?.type !== "catch" || msg?.error === undefined) return;
    const from = msg.error.source?.id ?? "";
    if (!tellers.has(from)) tellers.set(from, source.id);
    if (tellers.get(from) === source.id) complain(textOf(msg.error.message));
  };
};

const textOf = (msg: unknown): string => {
  if (msg instanceof Error) return msg.message;
  return typeof msg === "string" ? msg : String(Object(msg).message ?? JSON.stringify(msg));
};
