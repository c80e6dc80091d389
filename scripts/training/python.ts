import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const VENV = join(ROOT, ".venv");
const REQUIREMENTS = join(ROOT, "models", "training", "requirements.txt");
const STAMP = join(VENV, "twinloom-requirements.txt");

/**
 * The Python of the project's virtual environment, made from `models/training/requirements.txt` if it is not there or the
 * requirements have changed.
 *
 * @throws Error if there is no `python3`, or pip fails
 */
export const trainingPython = async (): Promise<string> => {
  const python = join(VENV, process.platform === "win32" ? "Scripts" : "bin", "python");
  const wanted = await readFile(REQUIREMENTS, "utf8");
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === wanted) return python;
  console.log("making the Python environment .venv (once)");
  await run("python3", ["-m", "venv", VENV]);
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]);
  await writeFile(STAMP, wanted);
  return python;
};

/** What the program wrote to its standard output. @throws Error with its standard error if it fails */
export const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], cwd: ROOT });
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
