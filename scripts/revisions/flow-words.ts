import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FieldWords, FlowWords } from "../../models/revisions/node-words.ts";
import type { FieldUi, NodeSchema } from "../../nodes/kit/node-schema.ts";

const rooms = join(import.meta.dirname, "../../nodes");
const extension = import.meta.filename.endsWith(".js") ? "js" : "ts";

/** The schemas of all our nodes, by type. */
export const nodeSchemas = async (): Promise<ReadonlyMap<string, NodeSchema>> => {
  const files = readdirSync(rooms)
    .map((room) => join(rooms, room, `schema.${extension}`))
    .filter((file) => existsSync(file));
  const modules: readonly { schema?: NodeSchema }[] = await Promise.all(
    files.map((file) => import(pathToFileURL(file).href)),
  );
  return new Map(modules.flatMap(({ schema }) => (schema ? [[schema.type, schema] as const] : [])));
};

/** How our nodes and their settings are told of: the words of their forms. */
export const flowWords = async (): Promise<FlowWords> =>
  Object.fromEntries(
    [...(await nodeSchemas())].map(([type, { label, fields }]) => [
      type,
      { label, fields: wordsOf(fields.properties) },
    ]),
  );

type Properties = Readonly<Record<string, { readonly default?: unknown; readonly ui?: FieldUi }>>;

const wordsOf = (properties: Properties): Record<string, FieldWords> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) => (field.ui ? [[name, fieldWords(field, field.ui)]] : [])),
  );

const fieldWords = (field: { readonly default?: unknown }, { label, unit, choices, columns }: FieldUi): FieldWords => ({
  label,
  ...(unit ? { unit } : {}),
  ...(choices ? { choices } : {}),
  ...(columns ? { columns: wordsOf(columns) } : {}),
  ...("default" in field ? { default: field.default } : {}),
});
