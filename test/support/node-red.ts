import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "./free-port.ts";

export const packageRoot = resolve(import.meta.dirname, "../..");

export interface NodeRedOptions {
  /** Folder of a package with nodes; default: this one. `null`: only what is installed in `userDir`. */
  readonly nodesDir?: string | null;
  /** `red.js` to run; default: the one installed here. */
  readonly red?: string;
  /** An existing folder that stays; default: a new one that goes at the end. */
  readonly userDir?: string;
  readonly flows?: readonly object[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Of Node.js itself. */
  readonly nodeFlags?: readonly string[];
}

export interface RunningNodeRed {
  readonly url: string;
  readonly userDir: string;
  readonly pid: number | undefined;
  /** All that it has printed. */
  log(): string;
  /** @throws Error with the answer if the runtime refuses the flow */
  deploy(flows: readonly object[], type?: "full" | "nodes"): Promise<void>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  json<T>(path: string, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** Ends it as a service manager does; `SIGKILL` as a power cut does. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the real runtime in a process of its own: free port, fresh user folder, no sign-in, no other palettes.
 *
 * @throws Error with the log if it does not start its flows
 */
export const startNodeRed = async (options: NodeRedOptions = {}): Promise<RunningNodeRed> => {
  const userDir = options.userDir ?? (await mkdtemp(join(tmpdir(), "twinloom-red-")));
  const port = await freePort();
  const nodesDir = options.nodesDir === undefined ? packageRoot : options.nodesDir;
  const settings = {
    uiPort: port,
    uiHost: "127.0.0.1",
    flowFile: "flows.json",
    credentialSecret: "test",
    nodesExcludes: ["node-red-contrib-opcua", "node-red-contrib-modbus"],
    telemetry: { enabled: false },
    editorTheme: { tours: false, projects: { enabled: false } },
    logging: { console: { level: "info" } },
    ...(nodesDir ? { nodesDir } : {}),
    ...options.settings,
  };
  await writeFile(join(userDir, "settings.cjs"), `module.exports = ${JSON.stringify(settings)};\n`);
  if (options.flows) await writeFile(join(userDir, "flows.json"), JSON.stringify(options.flows));

  const red = options.red ?? createRequire(import.meta.url).resolve("node-red/red.js");
  const child = spawn(
    process.execPath,
    [...(options.nodeFlags ?? []), red, "-u", userDir, "-s", join(userDir, "settings.cjs")],
    {
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  const exited = once(child, "exit");
  await new Promise<void>((started, failed) => {
    const hear = (text: Buffer): void => {
      said += text;
      if (said.includes("Started flows")) started();
      if (said.includes("Waiting for missing types")) started();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => failed(new Error(`Node-RED ended with ${code}:\n${said}`)));
  });

  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    userDir,
    pid: child.pid,
    log: () => said,
    deploy: async (flows, type = "full") => {
      const answer = await fetch(`${url}/flows`, {
        method: "POST",
        headers: { "content-type": "application/json", "node-red-deployment-type": type },
        body: JSON.stringify(flows),
      });
      if (!answer.ok) throw new Error(`deploy refused: ${answer.status} ${await answer.text()}`);
    },
    get: (path, headers = {}) => fetch(url + path, { headers }),
    json: async <T>(path: string, headers = {}) => (await (await fetch(url + path, { headers })).json()) as T,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      await exited;
      if (!options.userDir) await rm(userDir, { recursive: true, force: true });
    },
  };
};
