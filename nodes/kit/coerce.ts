interface Typed {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Typed>>;
  readonly items?: Typed;
}

/**
 * A setting as its schema types it, where what was saved says the same in another type: the form and environment variables
 * give texts for numbers and flags. All else (null, an object, an empty text) stays as it is and is refused by the check.
 */
export const coerce = (schema: Typed, value: unknown): unknown => {
  switch (schema.type) {
    case "number":
    case "integer":
      return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "array":
      return Array.isArray(value) ? value.map((item) => coerce(schema.items ?? {}, item)) : value;
    case "object":
      return coerceProperties(schema.properties ?? {}, value);
    default:
      return value;
  }
};

const coerceProperties = (properties: Readonly<Record<string, Typed>>, value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coerce(properties[key] ?? {}, one)]));
};
