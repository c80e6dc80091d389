import { spawn } from "node:child_process";
import { join } from "node:path";
import { unitHalves } from "./test/unit-halves.ts";

/**
 * `npm run check [-- NAMES]`: types, lint, doors between rooms and unit tests side by side, or those named; prints what
 * failed. Under a minute. Exit codes: 0 all right, 1 something failed, 2 no such check.
 */
const root = join(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const tests = (files: readonly string[]): readonly string[] => [
  process.execPath,
  "--disable-warning=ExperimentalWarning",
  join(root, "scripts/test.ts"),
  ...files,
];
const [firstHalf, secondHalf] = unitHalves(root);

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  types: [bin("tsc"), "-p", "."],
  lint: [bin("biome"), "check", "."],
  doors: [bin("depcruise"), "--config", ".dependency-cruiser.cjs", "dist", "resources"],
  "unit-1": tests(firstHalf),
  "unit-2": tests(secondHalf),
};

const run = (name: string, [command = "", ...args]: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const startedMs = performance.now();
    let output = "";
    const child = spawn(command, args, { cwd: root });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => {
      if (code !== 0) console.log(output);
      const lastLine = name.startsWith("unit") ? `, ${output.trim().split("\n").at(-1)}` : "";
      console.log(
        `${code === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s${lastLine})`,
      );
      resolve(code === 0);
    });
  });

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
const unknown = names.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(" ")}. There are: ${Object.keys(CHECKS).join(" ")}`);
  process.exit(2);
}
const passed = await Promise.all(names.map((name) => run(name, CHECKS[name] ?? [])));
process.exit(passed.every(Boolean) ? 0 : 1);
