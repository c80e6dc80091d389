import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "24.21.0";
/** From here Node strips types by itself; Node-RED 5 needs 22.9, node-opcua 22.13. */
const OLDEST = [22, 18];

/** The node binary to use: this one if it is new enough, else one that npm installs into `.node/`. */
export function nodeBinary(root) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  const folder = join(root, ".node");
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const binary = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  process.stderr.write(
    `twinloom: Node ${process.versions.node} is too old, installing Node ${VERSION} into .node/ ...\n`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  npm(root, ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `${name}@${VERSION}`]);
  if (!existsSync(binary))
    throw new Error(`npm brought no ${binary}; install Node ${OLDEST.join(".")} or later yourself`);
  return binary;
}

/** Runs this machine's npm; its output goes to stderr. */
export function npm(root, args, env = process.env) {
  const options = { cwd: root, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  try {
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], options);
  } catch {
    throw new Error(`npm ${args[0]} failed: see above; is the npm registry reachable?`);
  }
}
