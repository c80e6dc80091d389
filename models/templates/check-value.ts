import { type ErrorDetails, TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import type { Scalar, TemplateColumn, TemplateParameter } from "./template.ts";

type Field = TemplateParameter | TemplateColumn;

/** Where a value stands, for the reader of an error. */
export interface Place {
  readonly template: string;
  /** `the parameter confidence (Confidence)`, `row 2 of tags, column unit` */
  readonly where: string;
}

/**
 * One value as its field wants it: numbers also as text, as a command line and a form give them.
 *
 * @throws TwinError TWIN-TEMPLATE-004, -005
 */
export const checkValue = (field: Field, value: unknown, place: Place): Scalar => {
  if (field.type === "number" || field.type === "integer") return checkNumber(field, value, place);
  if (typeof value !== "string") throw wrong(place, value, "text", "a text");
  if (field.type === "choice") {
    if (Object.hasOwn(field.choices ?? {}, value)) return value;
    throw wrong(place, value, "choice", `one of ${Object.keys(field.choices ?? {}).join(", ")}`);
  }
  if (field.pattern !== undefined && !new RegExp(field.pattern, "u").test(value)) {
    const wanted = `a text of this form: ${field.help.en.replace(/\.$/, "")}`;
    throw wrong(place, value, "form", "a text of the form that is wanted", wanted);
  }
  return value;
};

const checkNumber = (field: Field, value: unknown, place: Place): number => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const isWhole = field.type === "integer";
  const isNumber = typeof number === "number" && Number.isFinite(number);
  if (isWhole && !(isNumber && Number.isInteger(number))) throw wrong(place, value, "whole", "a whole number");
  if (!isNumber) throw wrong(place, value, "number", "a number", "a number, with a point before its decimals");
  const { minimum, maximum } = field;
  if (number >= (minimum ?? number) && number <= (maximum ?? number)) return number;
  const range = [minimum === undefined ? "" : `from ${minimum}`, maximum === undefined ? "" : `to ${maximum}`];
  throw new TwinError(templateErrors.outOfRange, {
    ...details(place, value),
    ...{ kind: minimum === undefined ? "most" : maximum === undefined ? "least" : "both" },
    ...{ minimum: minimum ?? "", maximum: maximum ?? "" },
    range: range.filter(Boolean).join(" "),
    unit: field.unit ?? "its unit",
  });
};

/** By `kind` a form finds words of its own. */
type Kind = "text" | "choice" | "form" | "number" | "whole";

const wrong = (place: Place, value: unknown, kind: Kind, expected: string, wanted = expected): TwinError =>
  new TwinError(templateErrors.wrongKind, { ...details(place, value), kind, expected, wanted });

const LONGEST_SHOWN = 80;

const details = ({ template, where }: Place, value: unknown): ErrorDetails => ({
  template,
  where,
  value: (typeof value === "string" ? `"${value}"` : (JSON.stringify(value) ?? "nothing")).slice(0, LONGEST_SHOWN),
});
