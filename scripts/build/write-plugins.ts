import { glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeIfChanged } from "./write-if-changed.ts";

/** Writes what Node-RED looks for beside the `plugin.js` of a plugin with a part in the editor: its page and its catalogues. */
export const writePlugins = async (root: string): Promise<void> => {
  for await (const path of glob("nodes/*/plugin.html", { cwd: root })) {
    const room = basename(dirname(path));
    const folder = join(root, dirname(path));
    await writeIfChanged(join(root, "dist", path), await readFile(join(root, path)));
    for await (const name of glob("locales/*.json", { cwd: folder })) {
      const target = join(root, "dist/nodes", room, "locales", basename(name, ".json"), "plugin.json");
      await writeIfChanged(target, await readFile(join(folder, name)));
    }
    for await (const name of glob("*.css", { cwd: folder })) {
      await writeIfChanged(join(root, "resources/nodes", room, name), await readFile(join(folder, name)));
    }
  }
};
