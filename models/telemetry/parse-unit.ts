import { TwinError } from "../errors/twin-error.ts";
import { type Fraction, fraction, power, times } from "./fraction.ts";
import { ATOMS, BASE_UNITS, PREFIXES, TEMPERATURE_SCALES } from "./unit-atoms.ts";
import { unitErrors } from "./unit-errors.ts";

/** value in base units = value x factor + offset; `dimension` has the exponents of `BASE_UNITS`. */
export interface ParsedUnit {
  readonly factor: Fraction;
  readonly offset: Fraction;
  readonly dimension: readonly number[];
}

const NONE: readonly number[] = BASE_UNITS.map(() => 0);
const ONE: ParsedUnit = { factor: fraction(1), offset: fraction(0), dimension: NONE };
const ZERO = fraction(0);
/** A UCUM code is short; a longer text, or deeper brackets, is not one. */
const MAX_LENGTH = 100;
const MAX_EXPONENT = 12;
const parsedAtoms = new Map<string, ParsedUnit>();

/**
 * Reads a UCUM term: atoms with metric prefixes, integer factors and exponents, `.`, `/`, brackets, `{annotations}` (which
 * count as 1), and the temperature scales Cel, [degF], [degRe] where they stand alone. An empty text is 1.
 *
 * @throws TwinError TWIN-UNIT-001, -002, -004
 */
export const parseUnit = (unit: string): ParsedUnit => {
  const text = unit.trim();
  if (text.length > MAX_LENGTH) throw syntax(`${text.slice(0, 20)}…`, "it is too long");
  const scale = Object.hasOwn(TEMPERATURE_SCALES, text) ? TEMPERATURE_SCALES[text] : undefined;
  if (scale)
    return { factor: fraction(...scale.factor), offset: fraction(...scale.offset), dimension: base("K").dimension };
  return text === "" ? ONE : term({ unit: text, at: 0 }, false);
};

interface Cursor {
  readonly unit: string;
  at: number;
}

const term = (cursor: Cursor, nested: boolean): ParsedUnit => {
  let result = ONE;
  let divide = cursor.unit[cursor.at] === "/";
  if (divide) cursor.at++;
  for (;;) {
    const next = component(cursor);
    result = combine(result, next, divide ? -1 : 1);
    const operator = cursor.unit[cursor.at];
    if (operator === undefined && !nested) return result;
    cursor.at++;
    if (operator === ")" && nested) return result;
    if (operator !== "." && operator !== "/") throw syntax(cursor.unit, `${operator ?? "its end"} is not expected`);
    divide = operator === "/";
  }
};

const component = (cursor: Cursor): ParsedUnit => {
  if (cursor.unit[cursor.at] === "(") {
    cursor.at++;
    return term(cursor, true);
  }
  const annotation = /^\{[^{}]*\}/.exec(cursor.unit.slice(cursor.at))?.[0];
  if (annotation) {
    cursor.at += annotation.length;
    return ONE;
  }
  const symbol = /^(?:10[*^]|\d+|(?:\[[^\]]*\]|[A-Za-z%'])+)/.exec(cursor.unit.slice(cursor.at))?.[0];
  if (!symbol) throw syntax(cursor.unit, "a unit is missing");
  cursor.at += symbol.length;
  if (/^\d+$/.test(symbol)) return { ...ONE, factor: fraction(Number(symbol)) };
  const suffix = /^([+-]?\d+)?(\{[^{}]*\})?/.exec(cursor.unit.slice(cursor.at));
  cursor.at += suffix?.[0].length ?? 0;
  const exponent = Number(suffix?.[1] ?? 1);
  if (Math.abs(exponent) > MAX_EXPONENT && !symbol.startsWith("10"))
    throw syntax(cursor.unit, "its exponent is too large");
  return combine(ONE, atom(symbol, cursor.unit), Math.max(-300, Math.min(300, exponent)));
};

const atom = (symbol: string, unit: string): ParsedUnit => {
  const known = parsedAtoms.get(symbol);
  if (known) return known;
  const parsed = readAtom(symbol, unit);
  parsedAtoms.set(symbol, parsed);
  return parsed;
};

const readAtom = (symbol: string, unit: string): ParsedUnit => {
  const whole = definition(symbol);
  if (whole) return whole.parsed;
  for (const length of [2, 1]) {
    const prefix = symbol.slice(0, length);
    const exponent = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
    const rest = exponent === undefined ? undefined : definition(symbol.slice(length));
    if (exponent !== undefined && rest?.metric) {
      return { ...rest.parsed, factor: times(power(fraction(10), exponent), rest.parsed.factor) };
    }
  }
  const scale = Object.keys(TEMPERATURE_SCALES).find((name) => symbol.endsWith(name));
  if (scale) throw new TwinError(unitErrors.specialInTerm, { unit, atom: scale });
  throw new TwinError(unitErrors.unknownAtom, { unit, atom: symbol });
};

const definition = (symbol: string): { parsed: ParsedUnit; metric: boolean } | undefined => {
  if (BASE_UNITS.some((name) => name === symbol)) return { parsed: base(symbol), metric: true };
  const found = Object.hasOwn(ATOMS, symbol) ? ATOMS[symbol] : undefined;
  if (!found) return undefined;
  const of = parseUnit(found.of);
  return { parsed: { ...of, factor: times(fraction(...found.factor), of.factor) }, metric: found.metric };
};

const base = (symbol: string): ParsedUnit => ({
  ...ONE,
  dimension: BASE_UNITS.map((name) => (name === symbol ? 1 : 0)),
});

const combine = (left: ParsedUnit, right: ParsedUnit, exponent: number): ParsedUnit => ({
  factor: times(left.factor, power(right.factor, exponent)),
  offset: ZERO,
  dimension: left.dimension.map((value, i) => value + (right.dimension[i] ?? 0) * exponent),
});

const syntax = (unit: string, reason: string): TwinError => new TwinError(unitErrors.syntax, { unit, reason });
