import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";
import { PATIENCE_MS } from "./patience.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Influxd {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the server, by default politely; its data stays, and `start` brings it back on the same port. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Ends the server and removes its data. */
  remove(): Promise<void>;
  /** Runs InfluxQL without the client library; gives the body of the answer. */
  query(sql: string, database?: string): Promise<InfluxAnswer>;
}

export interface InfluxAnswer {
  readonly results: readonly {
    readonly series?: readonly {
      readonly name: string;
      readonly columns: readonly string[];
      readonly values?: readonly unknown[][];
    }[];
    readonly error?: string;
  }[];
}

/** What is kept of its log, for the message when it does not start. */
const SAID_CHARACTERS = 2000;

/** Path of Debian's `influxd` (package influxdb 1.6), or undefined where it is not installed. */
export const findInfluxd = (): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .concat("/usr/bin", "/usr/sbin")
    .map((folder) => join(folder, "influxd"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/**
 * Starts a real InfluxDB 1.6 on free loopback ports with a configuration and data of its own.
 *
 * @param settings lines for the `[http]` section, such as `auth-enabled = true`
 */
export const startInfluxd = async (settings = ""): Promise<Influxd> => {
  const program = findInfluxd();
  if (!program) throw new Error("influxd is not installed: apt-get install influxdb");
  const folder = temporaryFolder();
  const [port, rpcPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder.path, "influxdb.conf");
  writeFileSync(config, configText(folder.path, port, rpcPort, settings));
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const started = spawn(program, ["run", "-config", config], { stdio: ["ignore", "ignore", "pipe"] });
    child = started;
    let said = "";
    started.stderr.on("data", (chunk) => {
      said = `${said}${chunk}`.slice(-SAID_CHARACTERS);
    });
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await answers(url))) {
      const ended = started.exitCode !== null;
      if (ended || Date.now() > deadline) throw new Error(`influxd did not start on port ${port}: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
  };

  await start();
  return {
    url,
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    stop,
    remove: async () => {
      await stop("SIGKILL");
      folder.remove();
    },
    query: async (sql, database = "") => {
      const response = await fetch(`${url}/query?epoch=ms&db=${encodeURIComponent(database)}`, {
        method: "POST",
        body: new URLSearchParams({ q: sql }),
      });
      return (await response.json()) as InfluxAnswer;
    },
  };
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/ping`)).status === 204;
  } catch {
    return false;
  }
};

const configText = (folder: string, port: number, rpcPort: number, settings: string): string => {
  for (const name of ["meta", "data", "wal"]) mkdirSync(join(folder, name), { recursive: true });
  return `reporting-enabled = false
bind-address = "127.0.0.1:${rpcPort}"
[meta]
  dir = ${JSON.stringify(join(folder, "meta"))}
  logging-enabled = false
[data]
  dir = ${JSON.stringify(join(folder, "data"))}
  wal-dir = ${JSON.stringify(join(folder, "wal"))}
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
  ${settings}
[logging]
  level = "error"
  suppress-logo = true
`;
};
