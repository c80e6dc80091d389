import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly nodeRed: string;
  /** Work of others on it as the run began: the average number of running processes over a minute. */
  readonly loadBefore: number;
  readonly commit: string;
}

/** What the figures were measured on. */
export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
  nodeRed: createRequire(import.meta.url)("node-red/package.json").version,
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
  commit: commit(),
});

const commit = (): string => {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: import.meta.dirname })
      .toString()
      .trim();
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", "..", "../../nodes", "../../models");
    return git("rev-parse", "--short=10", "HEAD") + (changed ? " with changes" : "");
  } catch {
    return "unknown";
  }
};
