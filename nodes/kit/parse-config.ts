import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { Static, TObject } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { coerce } from "./coerce.ts";
import { configComplaint } from "./config-complaint.ts";
import { isShown } from "./editor/is-shown.ts";
import { kitErrors } from "./errors.ts";
import type { FieldUi, NodeSchema, Settings } from "./node-schema.ts";

/** What Node-RED itself keeps on a node beside our fields. */
const NODE_RED_KEYS = new Set(
  "id type z x y g d l w h wires name info env inputs outputs inputLabels outputLabels icon credentials configVersion _alias _flow _users _module hasUsers users".split(
    " ",
  ),
);

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false });
const validators = new WeakMap<TObject, ValidateFunction>();

type Properties = Readonly<Record<string, { default?: unknown; ui?: FieldUi }>>;

/**
 * The settings of a node as its behaviour gets them: migrated, completed with defaults, checked and frozen. A field that
 * another one hides need not be right; if it is wrong, the behaviour gets its default.
 *
 * @throws TwinError TWIN-KIT-001, -002, -003 naming the field and the reason
 */
export const parseConfig = <T extends TObject>(schema: NodeSchema<T>, raw: Settings): Static<T> => {
  const own = Object.fromEntries(Object.entries(raw).filter(([key]) => !NODE_RED_KEYS.has(key)));
  const migrated = migrate(schema, own, Number(raw["configVersion"] ?? schema.version));
  for (const field of Object.keys(migrated)) {
    if (!(field in schema.fields.properties)) {
      throw new TwinError(kitErrors.unknownField, { field, status: `${field} unknown` });
    }
  }
  const settings = coerce(schema.fields, migrated) as Record<string, unknown>;
  let validate = validators.get(schema.fields);
  if (!validate) {
    validate = ajv.compile(schema.fields);
    validators.set(schema.fields, validate);
  }
  if (!validate(settings)) forgiveHidden(schema, settings, validate.errors ?? []);
  return deepFreeze(settings) as Static<T>;
};

const migrate = (schema: NodeSchema, settings: Settings, saved: number): Settings => {
  if (saved > schema.version) {
    throw new TwinError(kitErrors.newerConfig, { saved, known: schema.version, status: `saved by newer v${saved}` });
  }
  let migrated = structuredClone(settings);
  for (let version = saved; version < schema.version; version++) {
    migrated = schema.migrations?.[version]?.(migrated) ?? migrated;
  }
  return migrated;
};

const forgiveHidden = (schema: NodeSchema, settings: Record<string, unknown>, errors: readonly ErrorObject[]): void => {
  const properties: Properties = schema.fields.properties;
  const shown = (ui: FieldUi | undefined): boolean =>
    isShown(
      ui?.showWhen,
      (name) => properties[name]?.ui?.showWhen,
      (name) => settings[name],
    );
  for (const error of errors) {
    const [name = "", , column] = error.instancePath.split("/").filter(Boolean);
    const ui = properties[name]?.ui;
    const hiddenColumn = column !== undefined && !shown(ui?.columns?.[column]?.ui);
    if (name === "" || (shown(ui) && !hiddenColumn)) {
      throw new TwinError(kitErrors.invalidConfig, { ...configComplaint(schema, error) });
    }
    if (!hiddenColumn) settings[name] = structuredClone(properties[name]?.default);
  }
};

const deepFreeze = (value: unknown): unknown => {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};
