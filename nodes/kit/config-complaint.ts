import type { ErrorObject } from "ajv";
import type { NodeSchema } from "./node-schema.ts";

/** What is wrong with a setting, in full and in the few letters that the status line has. */
export interface ConfigComplaint {
  readonly field: string;
  readonly reason: string;
  readonly status: string;
}

const SIGN: Readonly<Record<string, string>> = {
  minimum: "≥",
  maximum: "≤",
  exclusiveMinimum: ">",
  exclusiveMaximum: "<",
};

/** The complaint with the field named by its label, as the user sees it; a cell of a list by its row, counted from 1. */
export const configComplaint = (schema: NodeSchema, error: ErrorObject): ConfigComplaint => {
  const path = error.instancePath.split("/").filter(Boolean);
  const extra = error.params["missingProperty"] ?? error.params["additionalProperty"];
  const [name = "", row, column] = typeof extra === "string" ? [...path, extra] : path;
  const property: { ui?: { label: string } } | undefined = schema.fields.properties[name];
  const label = property?.ui ? ` (${property.ui.label})` : "";
  const place = row === undefined ? "" : `, row ${Number(row) + 1}${column ? `, ${column}` : ""}`;
  const short = row === undefined ? name : `${column ?? name} #${Number(row) + 1}`;
  return { field: `${name}${label}${place}`, reason: reasonOf(error), status: `${short} ${shortReason(error)}` };
};

const reasonOf = (error: ErrorObject): string => {
  if (error.keyword === "enum") return `must be one of ${(error.params["allowedValues"] as string[]).join(", ")}`;
  if (error.keyword === "minLength" && error.params["limit"] === 1) return "must not be empty";
  return error.message ?? "is not valid";
};

const shortReason = ({ keyword, params }: ErrorObject): string => {
  if (SIGN[keyword]) return `not ${SIGN[keyword]} ${params["limit"]}`;
  if (keyword === "minLength" && params["limit"] === 1) return "is empty";
  if (keyword === "type") return `no ${params["type"]}`;
  if (keyword === "required") return "is missing";
  if (keyword === "enum") return "not a choice";
  return keyword === "additionalProperties" ? "is unknown" : "is wrong";
};
