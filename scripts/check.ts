import { spawn } from "node:child_process";
import { join } from "node:path";

/** `npm run check`: types, lint, doors between rooms and unit tests side by side; prints what failed. Under a minute. */
const root = join(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  types: [bin("tsc"), "-p", "."],
  lint: [bin("biome"), "check", "."],
  doors: [bin("depcruise"), "--config", ".dependency-cruiser.cjs", "dist", "resources"],
  unit: [
    process.execPath,
    "--disable-warning=ExperimentalWarning",
    join(root, "scripts/test.ts"),
    "test/unit/**/*.test.ts",
  ],
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
      const lastLine = name === "unit" ? `, ${output.trim().split("\n").at(-1)}` : "";
      console.log(
        `${code === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - startedMs) / 1000).toFixed(1)} s${lastLine})`,
      );
      resolve(code === 0);
    });
  });

const passed = await Promise.all(Object.entries(CHECKS).map(([name, command]) => run(name, command)));
process.exit(passed.every(Boolean) ? 0 : 1);
