import { createRequire } from "node:module";

type Listener = (...values: never[]) => void;

export interface LiveNode {
  on(event: string, listener: Listener): void;
  receive(message: object): void;
  close(removed: boolean): Promise<void>;
  readonly status: { readonly args: readonly (readonly { fill?: string; shape?: string; text?: string }[])[] };
}

interface NodeHelper {
  init(path: string): void;
  startServer(done: (error?: Error) => void): void;
  stopServer(done: (error?: Error) => void): void;
  load(nodes: unknown, flow: readonly object[], credentials?: object): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): LiveNode;
  setFlows(flow: readonly object[], type?: string): Promise<void>;
}

const require = createRequire(import.meta.url);

/** node-red-node-test-helper, with the types that its own leave open: Node-RED's runtime without its loader and editor. */
export const nodeHelper: NodeHelper = require("node-red-node-test-helper");
nodeHelper.init(require.resolve("node-red"));

/** The next message that a node (a `helper` node) gets. */
export const nextMessage = (node: LiveNode): Promise<Record<string, unknown>> =>
  new Promise((resolve) => {
    node.on("input", (message: never) => resolve(message));
  });

/** All messages that reach a node from now on. */
export const messagesOf = (node: LiveNode): readonly Record<string, unknown>[] => {
  const messages: Record<string, unknown>[] = [];
  node.on("input", (message: never) => messages.push(message));
  return messages;
};
