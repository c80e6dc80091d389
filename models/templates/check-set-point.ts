import { TwinError } from "../errors/twin-error.ts";
import { templateErrors } from "./errors.ts";
import { numberOf, rowsOf, textOf } from "./read-values.ts";
import type { Template, Values } from "./template.ts";

/** What is wrong with the bounds of a set-point, and with the channel that shows it. */
export const checkSetPoint = ({ name: template, job }: Template, values: Values): TwinError[] => {
  if (job !== "set-points") return [];
  const [low, base, high] = [
    numberOf(values, "lowerBound") ?? 0,
    numberOf(values, "baseline") ?? 0,
    numberOf(values, "upperBound") ?? 0,
  ];
  const problems: TwinError[] = [];
  const where = "the set-point";
  const crossed = (lower: string, a: number, upper: string, b: number): void => {
    const details = { template, where, lower, low: a, upper, high: b };
    problems.push(new TwinError(templateErrors.boundsCrossed, details));
  };
  if (low >= high) crossed("lowerBound", low, "upperBound", high);
  else if (base < low) crossed("lowerBound", low, "baseline", base);
  else if (base > high) crossed("baseline", base, "upperBound", high);
  const channel = textOf(values, "setChannel");
  const known = rowsOf(values, "tags").map((row) => textOf(row, "channel"));
  if (channel === "" || known.includes(channel)) return problems;
  const details = { template, where: "the parameter setChannel (Channel)", value: channel, known: known.join(", ") };
  return [...problems, new TwinError(templateErrors.noSuchReference, details)];
};
