import { TwinError } from "../errors/twin-error.ts";
import { inverse, minus, times, toNumber } from "./fraction.ts";
import { type ParsedUnit, parseUnit } from "./parse-unit.ts";
import { BASE_UNITS } from "./unit-atoms.ts";
import { unitErrors } from "./unit-errors.ts";

/** to-value = from-value x scale + offset. */
export interface UnitConverter {
  readonly scale: number;
  readonly offset: number;
}

/**
 * How a value in `from` becomes one in `to`, both UCUM codes (a subset, see `unit-atoms.ts`). Factors are kept as fractions
 * and rounded once, so that mm/s to m/s is the double nearest to 1/1000 and the same unit gives exactly 1 and 0.
 *
 * @throws TwinError TWIN-UNIT-001 to -004 if one is not a unit, or their dimensions differ
 */
export const unitConverter = (from: string, to: string): UnitConverter => {
  const source = parseUnit(from);
  const target = parseUnit(to);
  if (!sameDimension(source, target)) {
    const fromDimension = describe(source);
    throw new TwinError(unitErrors.notConvertible, { from, to, fromDimension, toDimension: describe(target) });
  }
  const perTarget = inverse(target.factor);
  const scale = toNumber(times(source.factor, perTarget));
  const offset = toNumber(times(minus(source.offset, target.offset), perTarget));
  return { scale, offset };
};

/** Whether the text is a unit that `unitConverter` knows. */
export const isUnit = (unit: string): boolean => {
  try {
    parseUnit(unit);
    return true;
  } catch (thrown) {
    if (thrown instanceof TwinError) return false;
    throw thrown;
  }
};

const sameDimension = (a: ParsedUnit, b: ParsedUnit): boolean =>
  a.dimension.every((value, i) => value === b.dimension[i]);

/** `m.s-1` for a speed, `1` for a number. */
const describe = (unit: ParsedUnit): string =>
  unit.dimension
    .flatMap((exponent, i) => (exponent === 0 ? [] : [`${BASE_UNITS[i]}${exponent === 1 ? "" : exponent}`]))
    .join(".") || "1";
