import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import { unitsNamed } from "../telemetry/units-named.ts";
import { QUANTITY_UNITS, type Quantity } from "./quantity.ts";

/** A tag's unit as a UCUM code, and how sure that is, 0 to 1. Empty where it is not known. */
export interface SourceUnit {
  readonly unit: string;
  readonly confidence: number;
  readonly why: string;
}

const SURE = { coded: 1, written: 0.95, fits: 0.9, open: 0.5, odd: 0.3, guessed: 0.4 } as const;

/**
 * The UCUM code of what a list or a server writes as unit (`°C`, `U/min`), in the light of what the tag measures: `C` at a temperature is
 * degrees Celsius. Without a unit, the usual one of the quantity is a guess.
 */
export const sourceUnit = (written: string, coded: string | undefined, quantities: readonly Quantity[]): SourceUnit => {
  const found = unitOf(written, coded, quantities);
  const unit = found.unit.startsWith("/") ? `1${found.unit}` : found.unit;
  return { ...found, unit, why: found.why || (unit === written ? `the unit is ${unit}` : `${written} is ${unit}`) };
};

/** An empty `why`: the text is read as that unit. */
const unitOf = (written: string, coded: string | undefined, quantities: readonly Quantity[]): SourceUnit => {
  if (coded) return { unit: coded, confidence: SURE.coded, why: `the server names the unit ${written || coded}` };
  const meant = unitsNamed(written);
  const fitting = meant.find((unit) => quantities.some((quantity) => measures(unit, quantity)));
  if (fitting) return { unit: fitting, confidence: meant.length > 1 ? SURE.fits : SURE.written, why: "" };
  const [first, ...others] = meant;
  if (first !== undefined && quantities.length > 0)
    return { unit: first, confidence: SURE.odd, why: `${first} is no usual unit of ${quantities.join(" or ")}` };
  if (first !== undefined) {
    const open = others.some((other) => !isConvertible(first, other));
    return open
      ? { unit: others[0] ?? first, confidence: SURE.open, why: `${written} may be ${meant.join(" or ")}` }
      : { unit: first, confidence: SURE.written, why: "" };
  }
  const usual = quantities[0] === undefined ? undefined : QUANTITY_UNITS[quantities[0]][0];
  const lacks = written === "" ? "no unit is given" : `the unit ${written} is not known`;
  if (usual === "1" && written === "") return { unit: "1", confidence: SURE.fits, why: "it has no unit" };
  if (usual === undefined || written !== "") return { unit: "", confidence: 0, why: lacks };
  return { unit: usual, confidence: SURE.guessed, why: `${lacks}, ${usual} is usual` };
};

/** Whether a reading in that unit can be of that quantity. */
export const measures = (unit: string, quantity: Quantity): boolean =>
  QUANTITY_UNITS[quantity].some((usual) => isConvertible(unit, usual));

export const isConvertible = (from: string, to: string): boolean => {
  try {
    unitConverter(from, to);
    return true;
  } catch (thrown) {
    if (thrown instanceof TwinError) return false;
    throw thrown;
  }
};
