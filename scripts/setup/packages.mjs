import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { npm } from "./node.mjs";

/** Runs `npm ci` where node_modules is not what package-lock.json says. Packages' install scripts never run (.npmrc). */
export function installPackages(root, node) {
  const stamp = join(root, "node_modules", ".twinloom-installed");
  const lock = readFileSync(join(root, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!isInstalled(root, JSON.parse(lock))) {
    process.stderr.write("twinloom: installing packages (a minute or two the first time) ...\n");
    npm(root, ["ci"], { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` });
  }
  writeFileSync(stamp, wanted);
}

/** True if somebody's own `npm ci` has brought just these versions; npm notes in a file of its own what it has installed. */
function isInstalled(root, lock) {
  const noted = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(noted)) return false;
  const { packages } = JSON.parse(readFileSync(noted, "utf8"));
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const installed = packages[path];
    return installed ? installed.version === version : optional === true;
  });
}
