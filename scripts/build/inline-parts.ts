import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * A page with the parts it shares with others: a dashboard template can't import, and reads no spread. `import { words } from
 * "../parts/words.js";` goes, and `...words,` becomes the properties of `export const words = { … };`.
 *
 * @param file where `text` is from
 * @throws Error if there is no such part
 */
export const inlineParts = async (text: string, file: string): Promise<string> => {
  let page = text;
  for (const [line, name = "", path = ""] of text.matchAll(/^import \{ (\w+) \} from "(.+)";\n+/gm)) {
    const part = await readFile(resolve(dirname(file), path), "utf8");
    const properties = new RegExp(`^export const ${name} = \\{\\n(.*?)^\\};`, "ms").exec(part)?.[1];
    if (properties === undefined) throw new Error(`${file}: ${path} has no part ${name}`);
    page = page.replace(line, "").replace(`...${name},`, () => properties.trim());
  }
  return page;
};
