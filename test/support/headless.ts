import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface HeadlessLine {
  readonly time: string;
  readonly level: string;
  readonly code?: string;
  readonly message: string;
}

export interface Headless {
  readonly home: string;
  readonly pid: number;
  /** What it has logged, an object for each line of its standard output; a line that is none fails. */
  lines(): readonly HeadlessLine[];
  /** Of /healthz, /readyz or /metrics; status 0 where nobody answers. */
  ask(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** Sends a signal and gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
  remove(): void;
}

const root = join(import.meta.dirname, "../..");

/** `twinloom run` as a user calls it, with a home of its own. */
export const startHeadless = async (
  flow: readonly object[] | undefined,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Headless> => {
  const folder = temporaryFolder();
  const [port, healthPort] = [await freePort(), await freePort()];
  const file = join(folder.path, "flow.json");
  if (flow) writeFileSync(file, JSON.stringify(flow));
  const home = join(folder.path, "home");
  const args = [...(flow ? [file] : []), "--home", home, "--port", String(port), "--health-port", String(healthPort)];
  const child: ChildProcess = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "scripts/twinloom.ts"), "run", ...args, ...options],
    { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const scheme = env["TWINLOOM_TLS_KEY"] ? "https" : "http";
  return {
    home,
    pid: child.pid ?? 0,
    lines: () =>
      said
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ask: async (path) => {
      try {
        const answer = await fetch(`${scheme}://127.0.0.1:${healthPort}${path}`);
        return { status: answer.status, text: await answer.text() };
      } catch {
        return { status: 0, text: "" };
      }
    },
    end: (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
    exited,
    remove: () => {
      child.kill("SIGKILL");
      folder.remove();
    },
  };
};
