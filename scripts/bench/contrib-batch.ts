import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Point } from "../../nodes/kit/store.ts";
import { embeddedNodeRed } from "./embedded-node-red.ts";
import { flowNode } from "./flow-node.ts";

export const CONTRIB = "node-red-contrib-influxdb@0.7.0";
const FETCH_MS = 60_000;

/**
 * Fetches node-red-contrib-influxdb from the registry into a new user folder.
 *
 * @returns the folder, or undefined where it can't be fetched
 */
export const fetchContrib = async (): Promise<string | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=0"];
  try {
    await promisify(execFile)("npm", ["install", ...flags, CONTRIB], { cwd: folder, timeout: FETCH_MS });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
};

const flow = (port: number, database: string): object[] => [
  { id: "tab", type: "tab", label: "influx" },
  { id: "server", type: "influxdb", hostname: "127.0.0.1", port: String(port), database, influxdbVersion: "1.x" },
  flowNode("in", "link in", [["batch"]], { links: [] }),
  flowNode("batch", "influxdb batch", [], { influxdb: "server", precision: "ms", retentionPolicy: "" }),
  flowNode("complete", "complete", [["taken"]], { scope: ["batch"] }),
  flowNode("catch", "catch", [["failed"]], { scope: ["batch"] }),
  ...["taken", "failed"].map((id) => flowNode(id, "debug", [], { active: false })),
];

/** Writes by the batch node in a whole runtime; a write ends when the node says that its message is done. */
export const contribBatch = async (userDir: string, port: number, database: string) => {
  const nodeOf = await embeddedNodeRed(flow(port, database), userDir);
  const source = nodeOf("in");
  const waiting = new Map<unknown, { resolve(): void; reject(reason: Error): void }>();
  let written = 0;
  nodeOf("taken").on("input", (message, _send, done) => {
    if ("write" in message) waiting.get(message.write)?.resolve();
    done();
  });
  nodeOf("failed").on("input", (message, _send, done) => {
    const reason = "error" in message ? JSON.stringify(message.error) : "no reason";
    if ("write" in message) waiting.get(message.write)?.reject(new Error(`the batch node failed: ${reason}`));
    done();
  });
  return async (points: readonly Point[]): Promise<void> => {
    const write = written++;
    const payload = points.map(({ timeMs, ...rest }) => ({ ...rest, timestamp: timeMs }));
    const ended = new Promise<void>((resolve, reject) => waiting.set(write, { resolve, reject }));
    source.send({ write, payload });
    await ended;
    waiting.delete(write);
  };
};
