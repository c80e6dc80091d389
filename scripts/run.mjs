#!/usr/bin/env node
// Entry of every npm script, on any Node from 20 and without any dependency: sets up what is missing (a newer Node, the
// packages, the build), then runs `scripts/NAME.ts`. Says what it does on stderr, so that a command's own output stays clean.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildIfStale } from "./setup/build.mjs";
import { nodeBinary } from "./setup/node.mjs";
import { installPackages } from "./setup/packages.mjs";
import { findStarter } from "./setup/starter.mjs";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const whenStarterIsGone = findStarter();
const [name = "twinloom", ...args] = process.argv.slice(2);

try {
  const node = nodeBinary(root);
  installPackages(root, node);
  if (name !== "build") buildIfStale(root, node);
  run(node, [join(root, "scripts", `${name}.ts`), ...args]);
} catch (error) {
  process.stderr.write(`twinloom: set-up failed: ${error.message}\n`);
  process.exit(1);
}

/** Hands the terminal over: signals go to the child, its exit code comes back. The channel tells it when this one is gone. */
function run(node, argv) {
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", ...argv], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(node, "..")}:${join(root, "node_modules", ".bin")}:${process.env.PATH}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  whenStarterIsGone(() => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
