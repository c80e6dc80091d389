import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * Turns TypeScript into the JavaScript that ships. Types are checked by `npm run check`, not here: a build has to be quick.
 *
 * @param project path of a tsconfig, relative to `root`
 * @throws Error with the compiler's words if it can't write
 */
export const compile = (root: string, project: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const child = spawn(process.execPath, [tsc, "-p", project, "--noCheck"], { cwd: root });
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${project}: ${said.trim()}`))));
  });
