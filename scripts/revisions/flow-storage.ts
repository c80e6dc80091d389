import { type FSWatcher, mkdirSync, watch } from "node:fs";
import { createRequire } from "node:module";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import { splitFlow } from "../../models/revisions/split-flow.ts";
import { backtestService } from "../backtest/backtest-service.ts";
import { shadowService } from "../shadow/shadow-service.ts";
import { commitFlow } from "./commit-flow.ts";
import { deployWords } from "./deploy-context.ts";
import { headOf, historyFolder } from "./history.ts";
import { judgeDeploy } from "./judge-deploy.ts";
import { revisionService } from "./revision-service.ts";
import { runningFlow } from "./running-flow.ts";

/** The part of Node-RED's runtime that a storage module is handed and that is used here. */
interface Runtime {
  readonly log: { warn(text: string): void; info(text: string): void };
  readonly flows: {
    loadFlows(start: boolean): Promise<unknown>;
    setFlows(nodes: readonly FlowNode[], ...others: readonly unknown[]): Promise<unknown>;
  };
}

interface FileStorage {
  init(settings: object, runtime: Runtime): Promise<unknown>;
}

/** Node-RED's own storage in files, for all that is no flow: credentials, settings, sessions, library. */
const fileStorage = (): FileStorage => {
  const fromNodeRed = createRequire(createRequire(import.meta.url).resolve("node-red"));
  return fromNodeRed("@node-red/runtime/lib/storage/localfilesystem");
};

/**
 * Node-RED's `storageModule`: every deploy makes a revision. A change that the command line makes (a rollback) is loaded and
 * started at once.
 */
export const flowStorage = (home: string) => {
  const files = fileStorage();
  let runtime: Runtime | undefined;
  let head: string | undefined;

  const followHead = (): void => {
    if (headNow(home) === head) return;
    void runtime?.flows.loadFlows(true).catch((error: unknown) => runtime?.log.warn(String(error)));
  };

  const load = async (): Promise<void> => {
    head = headNow(home);
    await runtime?.flows.loadFlows(true);
  };

  return {
    ...files,
    revisions: revisionService(home, load),
    backtest: backtestService(home),
    shadow: shadowService(home, load),
    init: async (settings: object, started: Runtime): Promise<unknown> => {
      runtime = started;
      checkBefore(started.flows);
      mkdirSync(historyFolder(home), { recursive: true, mode: 0o700 });
      watchHead(historyFolder(home), followHead);
      return files.init(settings, started);
    },
    getFlows: async (): Promise<readonly FlowNode[]> => {
      const flow = runningFlow(home);
      head = headNow(home);
      if (flow.problem) runtime?.log.warn(flow.problem.message);
      return flow.nodes;
    },
    saveFlows: async (nodes: FlowNode[], user?: { readonly username?: string }): Promise<void> => {
      const override = await judgeDeploy(nodes);
      const author = { user: user?.username ?? "unknown", message: deployWords().message };
      head = commitFlow(home, nodes, { ...author, ...(override ? { override } : {}) }, { from: head }).id;
      // Node-RED hashes this list for its own revision: it must be the one that the next start reads
      nodes.splice(0, nodes.length, ...joinFlow(splitFlow(nodes)));
    },
  };
};

/**
 * A deploy that is refused when Node-RED saves it has already cost the secrets of the nodes that it leaves out: it is judged
 * before anything is touched, and again at the saving, where a single tab is deployed.
 */
const checkBefore = (flows: Runtime["flows"]): void => {
  const setFlows = flows.setFlows.bind(flows);
  flows.setFlows = async (nodes, ...others) => {
    await judgeDeploy(nodes);
    return setFlows(nodes, ...others);
  };
};

const headNow = (home: string): string | undefined => {
  try {
    return headOf(home);
  } catch {
    return undefined;
  }
};

/** A rename comes as several events: what counts is what `head` says a moment later. */
const SETTLE_MS = 100;

const watchHead = (folder: string, changed: () => void): FSWatcher => {
  let waiting: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { persistent: false }, (_event, name) => {
    if (name !== "head") return;
    clearTimeout(waiting);
    waiting = setTimeout(changed, SETTLE_MS).unref();
  });
  return watcher;
};
