import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

export interface StartedTwinloom {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly child: ChildProcess;
  /** Password by user name, as printed at the first start. */
  readonly passwords: Readonly<Record<string, string>>;
  readonly startSeconds: number;
  printed(): string;
  /** Ctrl-C. Resolves with the exit code when it has ended. */
  stop(): Promise<number | null>;
}

const root = join(import.meta.dirname, "../..");

/** Ports and home of a Twinloom of its own, beside any other on this machine. */
export const ownPlace = async (home: string): Promise<Record<string, string>> => ({
  TWINLOOM_HOME: home,
  TWINLOOM_PORT: String(await freePort()),
  TWINLOOM_OPCUA_PORT: String(await freePort()),
  TWINLOOM_MODBUS_PORT: String(await freePort()),
  TWINLOOM_MQTT_PORT: String(await freePort()),
});

/**
 * Runs `npm start`, as a user does, in a process group of its own.
 *
 * @throws Error with what it printed if it ends before it is up
 */
export const startTwinloom = async (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<StartedTwinloom> => {
  const began = performance.now();
  const child = spawn("npm", ["start", "--", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk;
      if (said.includes("Ctrl-C ends everything.")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  const signIns = [...said.matchAll(/^ {2}(\w+) +((?:\w{5}-){3}\w{5}) /gm)];
  return {
    url: `http://127.0.0.1:${env["TWINLOOM_PORT"]}`,
    env,
    child,
    passwords: Object.fromEntries(signIns.map(([, name = "", password = ""]) => [name, password])),
    startSeconds: (performance.now() - began) / 1000,
    printed: () => said,
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      // a terminal sends Ctrl-C to the whole group
      process.kill(-(child.pid ?? 0), "SIGINT");
      const [code] = await exited;
      return code;
    },
  };
};
