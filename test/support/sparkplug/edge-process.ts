import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonEnvironment } from "../../../scripts/training/python.ts";

/** A metric as the publisher wants it; `type` is a name of Sparkplug's data types. */
export interface EdgeMetric {
  readonly name?: string;
  readonly alias?: number;
  readonly type: string;
  readonly value?: unknown;
  readonly time: number;
  readonly unit?: string;
  readonly historical?: boolean;
}

/** The Python that has pysparkplug. @throws Error where PyPI or venv is not there */
export const sparkplugPython = (): Promise<string> =>
  pythonEnvironment(".venv-sparkplug", join(import.meta.dirname, "requirements.txt"));

/** Starts the edge node `plant/edge-1` of pysparkplug, a library that shares nothing with this project. */
export const startEdge = (python: string) => {
  const script = join(import.meta.dirname, "publisher.py");
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const told: Readonly<Record<string, unknown>>[] = [];
  createInterface(child.stdout).on("line", (line) => told.push(JSON.parse(line)));
  const exited = once(child, "exit");
  return {
    told,
    tell: (command: Readonly<Record<string, unknown>>): void => void child.stdin.write(`${JSON.stringify(command)}\n`),
    close: async (): Promise<void> => {
      child.kill("SIGKILL");
      await exited;
    },
  };
};
