import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { Static, TObject } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { kitErrors } from "./errors.ts";
import type { NodeSchema, Settings } from "./node-schema.ts";

/** What Node-RED itself keeps on a node beside our fields. */
const NODE_RED_KEYS = new Set(
  "id type z x y g d l w h wires name info env inputs outputs inputLabels outputLabels icon credentials configVersion _alias _flow _users _module hasUsers users".split(
    " ",
  ),
);

const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
const validators = new WeakMap<TObject, ValidateFunction>();

/**
 * The settings of a node as its behaviour gets them: migrated, completed with defaults, checked and frozen.
 *
 * @throws TwinError TWIN-KIT-001, -002, -003 naming the field and the reason
 */
export const parseConfig = <T extends TObject>(schema: NodeSchema<T>, raw: Settings): Static<T> => {
  const own = Object.fromEntries(Object.entries(raw).filter(([key]) => !NODE_RED_KEYS.has(key)));
  const settings = migrate(schema, own, Number(raw["configVersion"] ?? schema.version));
  for (const field of Object.keys(settings)) {
    if (!(field in schema.fields.properties)) throw new TwinError(kitErrors.unknownField, { field });
  }
  let validate = validators.get(schema.fields);
  if (!validate) {
    validate = ajv.compile(schema.fields);
    validators.set(schema.fields, validate);
  }
  if (!validate(settings)) throw new TwinError(kitErrors.invalidConfig, worst(schema, validate.errors ?? []));
  return deepFreeze(settings) as Static<T>;
};

const migrate = (schema: NodeSchema, settings: Settings, saved: number): Record<string, unknown> => {
  if (saved > schema.version) throw new TwinError(kitErrors.newerConfig, { saved, known: schema.version });
  let migrated = structuredClone(settings);
  for (let version = saved; version < schema.version; version++) {
    migrated = schema.migrations?.[version]?.(migrated) ?? migrated;
  }
  return { ...migrated };
};

/** The first complaint, with the field named by its label as the user sees it. */
const worst = (schema: NodeSchema, errors: readonly ErrorObject[]) => {
  const error = errors[0];
  const path = (error?.instancePath ?? "").split("/").filter(Boolean);
  const extra = error?.params["missingProperty"] ?? error?.params["additionalProperty"];
  const field = [...path, ...(typeof extra === "string" ? [extra] : [])].join(".");
  const property: { ui?: { label: string } } | undefined = schema.fields.properties[path[0] ?? ""];
  return { field: property?.ui ? `${field} (${property.ui.label})` : field, reason: reasonOf(error) };
};

const reasonOf = (error: ErrorObject | undefined): string => {
  if (error?.keyword === "enum") return `must be one of ${(error.params["allowedValues"] as string[]).join(", ")}`;
  if (error?.keyword === "minLength") return "must not be empty";
  return error?.message ?? "is not valid";
};

const deepFreeze = (value: unknown): unknown => {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};
