import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import { catalogue, type Language, type Translation } from "./catalogue.ts";
import { formDefinitionOf } from "./form-definition-of.ts";
import { formHtml } from "./form-html.ts";
import { helpHtml } from "./help-html.ts";
import { settingsTable } from "./settings-table.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** @throws Error naming the room if its schema can't be loaded or a text is missing */
export const loadSchema = async (room: string): Promise<NodeSchema> => {
  const module: { schema?: NodeSchema } = await import(pathToFileURL(join(room, "schema.ts")).href);
  if (!module.schema) throw new Error(`${room}/schema.ts does not export schema`);
  return module.schema;
};

/**
 * Writes all that Node-RED looks for beside a `node.js`: form, catalogues, help and icon.
 *
 * @param source folder of the node, `nodes/NAME`
 * @param target where its `node.js` is, `dist/nodes/NAME`
 */
export const writeRoom = async (source: string, target: string): Promise<void> => {
  const schema = await loadSchema(source);
  const german: Translation = JSON.parse(await textOf(join(source, "locales/de.json"), "{}"));
  const languages: readonly [Language, Translation, string][] = [
    ["en-US", {}, "help.md"],
    ["de", german, "help.de.md"],
  ];
  const definition = formDefinitionOf(basename(source), schema);
  const hasEditor = existsSync(join(source, "editor.browser.ts"));
  await writeIfChanged(join(target, "node.html"), formHtml(schema, definition, hasEditor));
  for (const [language, words, help] of languages) {
    const folder = join(target, "locales", language);
    const markdown = await textOf(join(source, help), schema.summary);
    const table = settingsTable(schema, language, words);
    await writeIfChanged(join(folder, "node.json"), `${JSON.stringify(catalogue(schema, language, words), null, 2)}\n`);
    await writeIfChanged(join(folder, "node.html"), helpHtml(schema.type, language, markdown, table));
  }
  await writeIfChanged(join(target, "icons", definition.icon), await readFile(join(source, "icon.svg")));
};

const textOf = (path: string, otherwise: string): Promise<string> =>
  existsSync(path) ? readFile(path, "utf8") : Promise.resolve(otherwise);
