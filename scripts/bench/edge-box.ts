import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../test/support/free-port.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { packageRoot } from "../start/layout.ts";

export interface EdgeBox {
  /** Of the process that watches and of the runtime below it. */
  readonly pids: { readonly watcher: number; readonly runtime: number };
  stop(): Promise<void>;
}

/**
 * `twinloom run` as an installed package has it: compiled, with nothing but a flow file.
 *
 * @throws Error with what it said if its flow does not run
 */
export const startEdgeBox = async (
  flow: readonly object[],
  env: Readonly<Record<string, string>>,
): Promise<EdgeBox> => {
  const home = temporaryFolder();
  const file = join(home.path, "flow.json");
  writeFileSync(file, JSON.stringify(flow));
  mkdirSync(join(home.path, "node_modules"));
  symlinkSync(packageRoot(), join(home.path, "node_modules/twinloom"));
  const args = [
    "run",
    file,
    "--home",
    home.path,
    "--port",
    `${await freePort()}`,
    "--health-port",
    `${await freePort()}`,
  ];
  const child = spawn(process.execPath, [join(packageRoot(), "dist/scripts/twinloom.js"), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text;
      if (said.includes("Started flows")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`twinloom run ended with ${code}:\n${said}`)));
  });
  const watcher = child.pid ?? 0;
  const runtime = Number(readFileSync(`/proc/${watcher}/task/${watcher}/children`, "utf8").trim().split(" ")[0]);
  return {
    pids: { watcher, runtime },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      home.remove();
    },
  };
};
