import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { isInstalled, packageRoot, twinloomHome } from "../start/layout.ts";
import { trainingErrors } from "./errors.ts";

const TRAINING = join(packageRoot(), "models", "training");

/** In the checkout; where Twinloom is installed its folder may not be writable, so it is in the home folder there. */
const environmentFolder = (name: string): string => join(isInstalled() ? twinloomHome() : packageRoot(), name);

let made: Promise<string> | undefined;

/**
 * The Python of the virtual environment that models are trained in, made from `models/training/requirements.txt` if it is not
 * there or the requirements have changed.
 *
 * @throws TwinError TWIN-TRAINING-001 if there is no `python3` with venv, or pip fails
 */
export const trainingPython = (): Promise<string> => {
  made ??= pythonEnvironment(".venv", "requirements.txt");
  return made;
};

/**
 * As `trainingPython`, of another environment.
 *
 * @param requirements file in `models/training`, or a path
 */
export const pythonEnvironment = async (name: string, requirements: string): Promise<string> => {
  const folder = environmentFolder(name);
  const stamp = join(folder, "twinloom-requirements.txt");
  const python = join(folder, process.platform === "win32" ? "Scripts" : "bin", "python");
  const list = resolve(TRAINING, requirements);
  const wanted = await readFile(list, "utf8");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return python;
  process.stderr.write(`making the Python environment ${folder} (once)\n`);
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(trainingErrors.noPython, { folder, reason }, cause);
  }
  await writeFile(stamp, wanted);
  return python;
};

/** What the program wrote to its standard output. @throws Error with its standard error if it fails */
export const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, OMP_NUM_THREADS: "1", OMP_WAIT_POLICY: "PASSIVE" };
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env });
    let output = "";
    let complaint = "";
    child.stdout.on("data", (part) => {
      output += part;
    });
    child.stderr.on("data", (part) => {
      complaint += part;
    });
    child.on("error", (cause) => reject(new Error(`${program} can't be started: ${cause.message}`, { cause })));
    child.on("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ${args.join(" ")} failed (${code}):\n${complaint}`)),
    );
  });
