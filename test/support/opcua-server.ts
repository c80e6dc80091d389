import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { SetVariable } from "./opcua-server-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface OpcuaServer {
  readonly endpoint: string;
  set(variable: SetVariable): void;
  /** How many subscriptions it serves now. */
  subscriptions(): Promise<number>;
  /** Ends it without a word to its clients. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a real OPC UA server with these variables (`nsu=urn:twinloom:test;s=NAME`); its certificates are its own. */
export const startOpcuaServer = async (
  port: number,
  names: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<OpcuaServer> => {
  const folder = temporaryFolder();
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = fork(join(import.meta.dirname, "opcua-server-process.ts"), [String(port), ...names], {
      env: { ...process.env, ...env, XDG_CONFIG_HOME: folder.path, HOME: folder.path },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const ended = once(child, "exit").then(() =>
      Promise.reject(new Error("the OPC UA server ended before it was ready")),
    );
    await Promise.race([once(child, "message"), ended]);
    ended.catch(() => undefined);
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const exited = once(running, "exit");
    running.kill("SIGKILL");
    await exited;
  };

  await start();
  return {
    endpoint: `opc.tcp://127.0.0.1:${port}`,
    set: (variable) => void child?.send(variable),
    subscriptions: async () => {
      if (!child) return 0;
      child.send("count");
      const [answer]: { subscriptions: number }[] = await once(child, "message");
      return answer?.subscriptions ?? 0;
    },
    kill,
    start,
    remove: async () => {
      await kill();
      folder.remove();
    },
  };
};
