import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";
import { PATIENCE_MS } from "./patience.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Mosquitto {
  readonly url: string;
  /** Kills it without a word; its retained messages and sessions are gone. */
  kill(): Promise<void>;
  /** Ends it as a service manager does: told to be persistent, it has its sessions again at the next start. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const find = (program: string): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .concat("/usr/bin", "/usr/sbin")
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** Path of Debian's `mosquitto`, or undefined where it is not installed. */
export const findMosquitto = (): string | undefined => find("mosquitto");

/** Files in PEM form; a client without a certificate of that CA is refused. */
export interface MosquittoTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * Starts a real Mosquitto on a free loopback port; with `user` and `password` it lets in nobody else. Its URL with TLS names
 * localhost, as the certificate does.
 */
export const startMosquitto = async (
  signIn?: { user: string; password: string },
  tls?: MosquittoTls,
  persistent = false,
): Promise<Mosquitto> => {
  const program = findMosquitto();
  if (!program) throw new Error("mosquitto is not installed: apt-get install mosquitto");
  const folder = temporaryFolder();
  const port = await freePort();
  const config = join(folder.path, "mosquitto.conf");
  const passwords = join(folder.path, "passwords");
  const lines = [`listener ${port} 127.0.0.1`, `allow_anonymous ${signIn ? "false" : "true"}`, "log_dest none"];
  // What a subscriber has not acknowledged waits for it, however much that is.
  lines.push("max_queued_messages 0");
  if (persistent) lines.push("persistence true", `persistence_location ${folder.path}/`);
  // Started by root it would become another user, who may not read a temporary folder.
  lines.push(`user ${process.getuid?.() === 0 ? "root" : "mosquitto"}`);
  if (signIn) {
    const passwd = find("mosquitto_passwd") ?? "mosquitto_passwd";
    spawnSync(passwd, ["-c", "-b", passwords, signIn.user, signIn.password]);
    lines.push(`password_file ${passwords}`);
  }
  if (tls) {
    lines.push(`cafile ${tls.ca}`, `certfile ${tls.cert}`, `keyfile ${tls.key}`, "require_certificate true");
  }
  writeFileSync(config, `${lines.join("\n")}\n`);
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = spawn(program, ["-c", config], { stdio: "ignore" });
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await listens(port))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`mosquitto did not start on port ${port}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
  };

  const kill = () => end("SIGKILL");

  await start();
  return {
    url: tls ? `mqtts://localhost:${port}` : `mqtt://127.0.0.1:${port}`,
    start,
    kill,
    stop: () => end("SIGTERM"),
    remove: async () => {
      await kill();
      folder.remove();
    },
  };
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
