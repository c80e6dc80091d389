import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** True in the compiled package: this file is then `dist/scripts/start/layout.js`. */
const compiled = import.meta.filename.endsWith(".js");
const codeRoot = join(import.meta.dirname, "..", "..");

/** The folder with package.json, flows/ and dashboards/. */
export const packageRoot = (): string => (compiled ? join(codeRoot, "..") : codeRoot);

export const isInstalled = (): boolean => compiled;

/** A module of ours to start as a process: TypeScript in a checkout, JavaScript where it is installed. */
export const sourceFile = (name: string): string => join(codeRoot, `${name}.${compiled ? "js" : "ts"}`);

/** TWINLOOM_HOME, or `.twinloom` in the checkout, or in the user's home where Twinloom is installed. */
export const twinloomHome = (): string =>
  resolve(process.env["TWINLOOM_HOME"] ?? join(compiled ? homedir() : codeRoot, ".twinloom"));
