import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";

export type BoundTarget = { readonly target: number; readonly notes: readonly string[] } | { readonly refusal: string };

/**
 * A value that was asked for, in the rule's unit and within its bounds, with a note where a bound has changed it. What is no finite
 * number, or of a unit that can't be converted, is refused: nobody knows what was meant.
 *
 * @param unit UCUM code of `value`; undefined: the rule's
 */
export const boundTarget = (rule: GuardRule, value: unknown, unit: string | undefined): BoundTarget => {
  if (typeof value !== "number" || !Number.isFinite(value))
    return { refusal: `the value ${String(value).slice(0, 40)} is no finite number` };
  const wanted = converted(value, unit ?? rule.unit, rule.unit);
  if (typeof wanted === "string") return { refusal: wanted };
  const target = Math.min(rule.max, Math.max(rule.min, wanted));
  if (target === wanted) return { target, notes: [] };
  const bound = target === rule.max ? "upper" : "lower";
  const note = `${inWords(wanted, rule.unit)} is held to the ${bound} bound ${inWords(target, rule.unit)}`;
  return { target, notes: [note] };
};

const converted = (value: number, from: string, to: string): number | string => {
  if (from === to) return value;
  try {
    const { scale, offset } = unitConverter(from, to);
    const result = value * scale + offset;
    return Number.isFinite(result) ? result : `the value ${value} ${from} is no finite number in ${to}`;
  } catch (thrown) {
    if (thrown instanceof TwinError) return `a value in ${from || "no unit"} can't be converted to ${to}`;
    throw thrown;
  }
};
