import { type ChildProcess, spawn, spawnSync } from "node:child_process";
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
  /** The processes that are there, of all that it started. */
  processes(): readonly number[];
  /** Ctrl-C. Resolves when it has ended, with the exit code; 0 also if it ended by that Ctrl-C. */
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
 * Runs `npm start`, or another command that leads to it, as a user does, in a process group of its own.
 *
 * @throws Error with what it printed if it ends before it is up
 */
export const startTwinloom = async (
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  { cwd = root, command = ["npm", "start", "--"] }: { cwd?: string; command?: readonly string[] } = {},
): Promise<StartedTwinloom> => {
  const began = performance.now();
  const [program = "", ...words] = command;
  const child = spawn(program, [...words, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  process.once("exit", () => killGroup(child.pid));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk;
      if (said.includes("Ctrl-C ends everything.")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${command.join(" ")} ended with ${code}:\n${said}`)));
  });
  const signIns = [...said.matchAll(/^ {2}(\w+) +((?:\w{5}-){3}\w{5}) /gm)];
  return {
    url: `http://127.0.0.1:${env["TWINLOOM_PORT"]}`,
    env,
    child,
    passwords: Object.fromEntries(signIns.map(([, name = "", password = ""]) => [name, password])),
    startSeconds: (performance.now() - began) / 1000,
    printed: () => said,
    processes: () => processesOfGroup(child.pid ?? 0),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      // a terminal sends Ctrl-C to the whole group
      process.kill(-(child.pid ?? 0), "SIGINT");
      const [code, signal] = await exited;
      // where the shell below npm ends by Ctrl-C itself (dash does), npm does likewise
      return signal === "SIGINT" ? 0 : code;
    },
  };
};

const processesOfGroup = (group: number): readonly number[] =>
  spawnSync("ps", ["-eo", "pgid=,pid=,stat="])
    .stdout.toString()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([pgid, , stat]) => Number(pgid) === group && !stat?.startsWith("Z"))
    .map(([, pid]) => Number(pid));

/** Whatever a test that failed has left. */
const killGroup = (group: number | undefined): void => {
  try {
    if (group) process.kill(-group, "SIGKILL");
  } catch {
    // nothing was left
  }
};
