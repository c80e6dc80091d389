import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface EmbeddedNode {
  send(message: object): void;
  on(event: "input", listener: (message: { payload?: unknown }, send: unknown, done: () => void) => void): void;
}

interface EmbeddedRuntime {
  init(server: unknown, settings: object): void;
  start(): Promise<void>;
  readonly events: { once(event: string, listener: () => void): void };
  readonly nodes: { getNode(id: string): EmbeddedNode | null };
}

/**
 * Starts Node-RED in this process with our nodes, without editor and HTTP: as the reference's runner does, so that both are
 * measured alike.
 *
 * @param userDir where other palettes may be installed; removed at the end of the process
 * @returns the live node of an id
 */
export const embeddedNodeRed = async (
  flow: readonly object[],
  userDir = mkdtempSync(join(tmpdir(), "twinloom-bench-")),
): Promise<(id: string) => EmbeddedNode> => {
  process.on("exit", () => rmSync(userDir, { recursive: true, force: true }));
  writeFileSync(join(userDir, "flows.json"), JSON.stringify(flow));
  const runtime: EmbeddedRuntime = createRequire(import.meta.url)("node-red");
  runtime.init(createServer(), {
    userDir,
    flowFile: "flows.json",
    nodesDir: join(import.meta.dirname, "../.."),
    httpAdminRoot: false,
    httpNodeRoot: false,
    credentialSecret: "bench",
    telemetry: { enabled: false },
    nodesExcludes: ["node-red-contrib-opcua", "node-red-contrib-modbus", "@flowfuse/node-red-dashboard"],
    logging: { console: { level: "error" } },
  });
  const started = new Promise<void>((resolve) => runtime.events.once("flows:started", resolve));
  await runtime.start();
  await started;
  return (id) => {
    const node = runtime.nodes.getNode(id);
    if (!node) throw new Error(`the flow has no live node ${id}`);
    return node;
  };
};
