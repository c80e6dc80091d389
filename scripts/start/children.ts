import { type ChildProcess, spawn } from "node:child_process";
import { TwinError } from "../../models/errors/twin-error.ts";
import { startErrors } from "./errors.ts";

const GRACE_MS = 8000;

/** The processes of one start. All of them end together: by `stop`, by a signal, or when one of them ends by itself. */
export const createChildren = (onEnd: (error: TwinError) => void) => {
  const running = new Map<ChildProcess, string>();
  let stopping = false;

  const start = (
    what: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    stdout: "inherit" | "ignore",
  ): ChildProcess => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
      env: { ...process.env, ...env },
      // pipe and channel tell the child that its parent is gone, even after kill -9; what it then still says needs an open stdout
      stdio: ["pipe", stdout, "inherit", "ipc"],
    });
    running.set(child, what);
    child.once("exit", (code) => {
      running.delete(child);
      if (!stopping) onEnd(new TwinError(startErrors.ended, { what, code: code ?? -1 }));
    });
    return child;
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all([...running.keys()].map(stopOne));
  };

  return { start, stop };
};

const stopOne = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    const kill = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    child.once("exit", () => {
      clearTimeout(kill);
      resolve();
    });
    child.kill("SIGTERM");
  });
