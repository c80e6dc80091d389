import type { Row, Values } from "./template.ts";

type Fields = Readonly<Record<string, unknown>> | undefined;

/** A checked text; empty where there is none. */
export const textOf = (fields: Fields, name: string): string => {
  const value = fields?.[name];
  return typeof value === "string" ? value : "";
};

/** A checked number; undefined where there is none. */
export const numberOf = (fields: Fields, name: string): number | undefined => {
  const value = fields?.[name];
  return typeof value === "number" ? value : undefined;
};

/** The rows of a checked table; none where there is no such table. */
export const rowsOf = (values: Values, name: string): readonly Row[] => {
  const value = values[name];
  return typeof value === "object" ? value : [];
};
