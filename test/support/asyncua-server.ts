import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonEnvironment } from "../../scripts/training/python.ts";

const FOLDER = join(import.meta.dirname, "asyncua");

export interface AsyncuaServer {
  readonly endpoint: string;
  readonly port: number;
  /** Resolves when the server has it. @param status name of a status code; default: Good */
  set(
    name: string,
    value: number | string | boolean | readonly number[],
    timeMs: number,
    status?: string,
  ): Promise<void>;
  /** What it serves to its clients now. */
  counts(): Promise<{ readonly sessions: number; readonly subscriptions: number }>;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The Python that has asyncua; undefined, and said aloud, where there is no PyPI. */
export const asyncuaPython = (): Promise<string | undefined> =>
  pythonEnvironment(".venv-asyncua", join("..", "..", "test", "support", "asyncua", "requirements.txt")).catch(
    (error: unknown) => {
      console.warn(`      skipped: the independent OPC UA server needs Python with venv, and PyPI: ${error}`);
      return undefined;
    },
  );

/**
 * Starts an OPC UA server of another make (asyncua) with all security policies.
 *
 * @param folder keeps its certificate
 * @param userCertificate of a user who may sign in by it
 * @param env `ASYNCUA_EXPIRED`: its certificate has just ended
 */
export const startAsyncuaServer = async (
  python: string,
  port: number,
  folder: string,
  userCertificate?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<AsyncuaServer> => {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  let child: ChildProcess | undefined;
  const waiting: ((answer: string) => void)[] = [];

  const start = async (): Promise<void> => {
    const given = userCertificate ? [userCertificate] : [];
    const started = spawn(python, [join(FOLDER, "server.py"), String(port), folder, ...given], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    child = started;
    let complaint = "";
    started.stderr.on("data", (part) => {
      complaint = `${complaint}${part}`.slice(-4000);
    });
    const ready = new Promise<void>((resolve, reject) => {
      createInterface({ input: started.stdout }).on("line", (line) => {
        if (line === "ready") resolve();
        else waiting.shift()?.(line);
      });
      started.once("exit", (code) => reject(new Error(`asyncua ended with ${code}:\n${complaint}`)));
    });
    await ready;
  };
  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const exited = once(running, "exit");
    running.kill("SIGKILL");
    await exited;
  };

  const say = (order: object): Promise<string> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      child?.stdin?.write(`${JSON.stringify(order)}\n`);
    });

  await start();
  return {
    endpoint: `opc.tcp://127.0.0.1:${port}/`,
    port,
    set: async (name, value, timeMs, status) => void (await say({ name, value, timeMs, status })),
    counts: async () => JSON.parse(await say({ count: true })),
    kill,
    start,
  };
};
