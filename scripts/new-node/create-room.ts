import { existsSync } from "node:fs";
import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { register } from "./register.ts";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const TEMPLATE = join(import.meta.dirname, "template");

/**
 * Makes the room of a new node that works at once, a test that waits for what it shall do, and its line in package.json.
 *
 * @returns paths of the files it has written, relative to `root`
 * @throws Error if the name is not in kebab-case, is taken or is the kit's
 */
export const createRoom = async (root: string, name: string): Promise<readonly string[]> => {
  if (!NAME.test(name)) throw new Error(`"${name}" is not a name in kebab-case, such as oil-analyser`);
  if (existsSync(join(root, "nodes", name))) throw new Error(`nodes/${name} is there already`);
  const label = name.replaceAll("-", " ");
  const written: string[] = [];
  for await (const path of glob("**/*.template", { cwd: TEMPLATE })) {
    const text = await readFile(join(TEMPLATE, path), "utf8");
    const file = path.replace(/\.template$/, "");
    const folder = file.endsWith(".test.ts") ? `test/unit/${name}` : `nodes/${name}`;
    const target = join(folder, file);
    await mkdir(dirname(join(root, target)), { recursive: true });
    await writeFile(join(root, target), text.replaceAll("{{name}}", name).replaceAll("{{label}}", label));
    written.push(target);
  }
  await register(root, name);
  return written.sort();
};
