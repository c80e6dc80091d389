import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const taskset = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** Whether processes can be held to one core here. */
export const canPin = taskset;

/**
 * Runs a script of ours in a process held to one core, where this machine can, and reads the JSON of its last line.
 *
 * @throws Error with what it printed if it fails
 */
export const runPinned = async <T>(args: readonly string[]): Promise<T> => {
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", ...args];
  const [command = "", ...rest] = taskset ? ["taskset", "-c", "0", ...node] : node;
  const { stdout } = await promisify(execFile)(command, rest, { maxBuffer: 1e7 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as T;
};
