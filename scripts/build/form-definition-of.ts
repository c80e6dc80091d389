import type { FormDefinition } from "../../nodes/kit/editor/form-definition.ts";
import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import { fieldDefinition } from "./field-definition.ts";

/** A muted blue grey, for a node that names no colour of its own. */
const DEFAULT_COLOR = "#8FA8B8";

/** What the browser needs to know of a node, from its schema. */
export const formDefinitionOf = (room: string, schema: NodeSchema): FormDefinition => ({
  type: schema.type,
  room,
  category: schema.category,
  color: schema.color ?? DEFAULT_COLOR,
  icon: `${room}.svg`,
  inputs: schema.inputs ?? (schema.inputLabel ? 1 : 0),
  outputs: schema.outputLabels?.length ?? 0,
  version: schema.version,
  fields: Object.entries(schema.fields.properties).map(([name, field]) => fieldDefinition(name, field)),
  secrets: Object.entries(schema.secrets ?? {}).map(([name, ui]) => fieldDefinition(name, { type: "string", ui })),
});
