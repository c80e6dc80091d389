import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { npm } from "./node.mjs";

/** Runs `npm ci` where node_modules is not what package-lock.json says. Packages' install scripts never run (.npmrc). */
export function installPackages(root, node) {
  const stamp = join(root, "node_modules", ".twinloom-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("twinloom: installing packages (a minute or two the first time) ...\n");
  npm(root, ["ci"], { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` });
  writeFileSync(stamp, wanted);
}
