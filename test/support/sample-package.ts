import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "../../scripts/build/compile.ts";
import { copyAssets } from "../../scripts/build/copy-assets.ts";
import { writeRoom } from "../../scripts/build/write-room.ts";
import { packageRoot } from "./node-red.ts";

const ROOMS = ["sample", "sample-config"];

/**
 * A package with one node that has every kind of field, and one config node: the kit alone, without the real nodes.
 *
 * @returns its folder, for Node-RED's `nodesDir`
 */
export const samplePackage = async (): Promise<string> => {
  await compile(packageRoot, "nodes/kit/editor/tsconfig.json");
  await copyAssets(packageRoot);
  const folder = await mkdtemp(join(tmpdir(), "twinloom-sample-"));
  const kit = pathToFileURL(join(packageRoot, "nodes/kit/define-node.ts")).href;
  for (const room of ROOMS) {
    const source = join(packageRoot, "test/fixtures/sample-package/nodes", room);
    const target = join(folder, "dist/nodes", room);
    await mkdir(target, { recursive: true });
    await writeRoom(source, target);
    const schema = pathToFileURL(join(source, "schema.ts")).href;
    const behaviour = "() => ({ input: (message) => message, resource: {} })";
    await writeFile(
      join(target, "node.js"),
      `import { defineNode } from "${kit}";\nimport { schema } from "${schema}";\nexport default defineNode(schema, ${behaviour});\n`,
    );
  }
  const nodes = Object.fromEntries(ROOMS.map((room) => [room, `dist/nodes/${room}/node.js`]));
  const manifest = { name: "twinloom", version: "0.0.0", type: "module", "node-red": { nodes } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await symlink(join(packageRoot, "resources"), join(folder, "resources"));
  return folder;
};
