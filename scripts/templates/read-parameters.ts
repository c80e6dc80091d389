import { InvalidArgumentError } from "commander";
import type { Template } from "../../models/templates/template.ts";
import { proposedRows } from "./proposed-rows.ts";
import { readTableFile } from "./read-table-file.ts";

/** `name=value` of a command line, added to those before. */
export const collectPair = (pair: string, before: readonly (readonly [string, string])[] = []) => {
  const at = pair.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it as name=value.");
  return [...before, [pair.slice(0, at), pair.slice(at + 1)] as const];
};

/**
 * Parameters as a command line gives them. A table is `@FILE.csv`, or JSON.
 *
 * @throws TwinError TWIN-TEMPLATE-016; of a proposal of `twinloom scaffold` also TWIN-SCAFFOLD-003 to -005, -009
 */
export const readParameters = (
  template: Template,
  pairs: readonly (readonly [string, string])[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    pairs.map(([name, text]) => {
      const isTable = template.parameters.some((parameter) => parameter.name === name && parameter.type === "table");
      return [name, isTable ? (proposedRows(template, pairs, name, text) ?? tableOf(text)) : text];
    }),
  );

/** What is no JSON stays a text: the check of the parameters names it. */
const tableOf = (text: string): unknown => {
  if (text.startsWith("@")) return readTableFile(text.slice(1));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
