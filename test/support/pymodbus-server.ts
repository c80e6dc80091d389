import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pythonEnvironment } from "../../scripts/training/python.ts";
import { freePort } from "./free-port.ts";

const FOLDER = join(import.meta.dirname, "pymodbus");

export interface PymodbusServer {
  readonly port: number;
  /** Resolves when the server has obeyed: see `pymodbus/server.py`. */
  tell(order: "good" | "garbled" | "silent" | "restart" | `slow ${number}`): Promise<void>;
  kill(): Promise<void>;
}

/** The Python that has pymodbus; undefined, and said aloud, where there is no PyPI. */
export const pymodbusPython = (): Promise<string | undefined> =>
  pythonEnvironment(".venv-pymodbus", join("..", "..", "test", "support", "pymodbus", "requirements.txt")).catch(
    (error: unknown) => {
      console.warn(`      skipped: the independent Modbus server needs Python with venv, and PyPI: ${error}`);
      return undefined;
    },
  );

/** Starts a Modbus server of another make (pymodbus) on a free port. */
export const startPymodbusServer = async (python: string, framing: "tcp" | "rtu"): Promise<PymodbusServer> => {
  const port = await freePort();
  const child: ChildProcess = spawn(python, ["-W", "ignore", join(FOLDER, "server.py"), String(port), framing], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr?.on("data", (part) => {
    complaint = `${complaint}${part}`.slice(-4000);
  });
  const obeyed: (() => void)[] = [];
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("the server has no pipes");
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: stdout }).on("line", (line) => {
      if (line === "ready") resolve();
      else obeyed.shift()?.();
    });
    child.once("exit", (code) => reject(new Error(`pymodbus ended with ${code}:\n${complaint}`)));
  });
  return {
    port,
    tell: (order) =>
      new Promise((resolve) => {
        obeyed.push(resolve);
        stdin.write(`${order}\n`);
      }),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
};
