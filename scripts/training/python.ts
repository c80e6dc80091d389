import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { isInstalled, packageRoot, twinloomHome } from "../start/layout.ts";
import { trainingErrors } from "./errors.ts";

const REQUIREMENTS = join(packageRoot(), "models", "training", "requirements.txt");

/** `.venv` of the checkout; where Twinloom is installed its folder may not be writable, so it is in the home folder there. */
const environmentFolder = (): string => join(isInstalled() ? twinloomHome() : packageRoot(), ".venv");

let made: Promise<string> | undefined;

/**
 * The Python of the project's virtual environment, made from `models/training/requirements.txt` if it is not there or the
 * requirements have changed.
 *
 * @throws TwinError TWIN-TRAINING-001 if there is no `python3` with venv, or pip fails
 */
export const trainingPython = (): Promise<string> => {
  made ??= makeEnvironment();
  return made;
};

const makeEnvironment = async (): Promise<string> => {
  const folder = environmentFolder();
  const stamp = join(folder, "twinloom-requirements.txt");
  const python = join(folder, process.platform === "win32" ? "Scripts" : "bin", "python");
  const wanted = await readFile(REQUIREMENTS, "utf8");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return python;
  process.stderr.write(`making the Python environment ${folder} (once)\n`);
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]);
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
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
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
