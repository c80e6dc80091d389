import { TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import { numberOf, rowsOf, textOf } from "./read-values.ts";
import type { Template, Values } from "./template.ts";
import { LOAD, WEAR, wearsByLaw } from "./wear-channels.ts";

const SHOWS_WEAR = "the parameter wearChannel (Shows the wear)";
const SHOWS_LOAD = "the parameter loadChannel (Shows the load)";
const RUNS = "the parameter runningChannel (Running channel)";

/** What is wrong with the tags that show wear and load of a machine without physics of its own. */
export const checkWear = (template: Template, values: Values): TwinError[] => {
  if (!wearsByLaw(template)) return [];
  const asNew = numberOf(values, "wearNew");
  const hasSpan = asNew === undefined || asNew !== numberOf(values, "wearLimit");
  const where = "the parameter wearLimit (Limit)";
  return [
    ...channelProblems(template.name, values),
    ...reservedProblems(template.name, values),
    ...(hasSpan ? [] : [new TwinError(templateErrors.noWearSpan, { template: template.name, where, value: asNew })]),
  ];
};

const channelProblems = (template: string, values: Values): TwinError[] => {
  const known = rowsOf(values, "tags").map((row) => textOf(row, "channel"));
  const wear = textOf(values, "wearChannel");
  const load = textOf(values, "loadChannel");
  const unknown = (where: string, value: string): TwinError[] =>
    value === "" || known.includes(value)
      ? []
      : [new TwinError(templateErrors.noSuchReference, { template, where, value, known: known.join(", ") })];
  const alsoWear = (where: string, value: string): TwinError[] =>
    value === wear ? [new TwinError(templateErrors.alsoWear, { template, where, value })] : [];
  return [
    ...unknown(SHOWS_WEAR, wear),
    ...unknown(SHOWS_LOAD, load),
    ...alsoWear(SHOWS_LOAD, load),
    ...alsoWear(RUNS, textOf(values, "runningChannel")),
  ];
};

/** Names that the mapped channels get: only they may have had them before. */
const reservedProblems = (template: string, values: Values): TwinError[] => {
  const owners = new Map([
    [WEAR, textOf(values, "wearChannel")],
    [LOAD, textOf(values, "loadChannel")],
  ]);
  return rowsOf(values, "tags").flatMap((row, at) => {
    const channel = textOf(row, "channel");
    if ((owners.get(channel) ?? channel) === channel) return [];
    const where = `column channel in row ${at + 1} of tags`;
    return [new TwinError(templateErrors.reservedChannel, { template, where, channel })];
  });
};
