import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Adds a node to those that package.json names for Node-RED; the rest of the file stays as it is.
 *
 * @throws Error if package.json has no list of nodes
 */
export const register = async (root: string, name: string): Promise<void> => {
  const path = join(root, "package.json");
  const manifest: { "node-red"?: { nodes?: Record<string, string> } } = JSON.parse(await readFile(path, "utf8"));
  const nodes = manifest["node-red"]?.nodes;
  if (!nodes) throw new Error(`${path} has no "node-red": { "nodes": … }`);
  nodes[name] = `dist/nodes/${name}/node.js`;
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
};
