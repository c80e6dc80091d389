import { TwinError } from "../errors/twin-error.ts";
import { unitConverter } from "../telemetry/units.ts";
import { unitsNamed } from "../telemetry/units-named.ts";
import { QUANTITY_UNITS, type Quantity } from "./quantity.ts";
import { type Reason, reason } from "./reason.ts";

/** A tag's unit as a UCUM code, and how sure that is, 0 to 1. Empty where it is not known. */
export interface SourceUnit {
  readonly unit: string;
  readonly confidence: number;
  readonly why: Reason;
}

const SURE = { coded: 1, written: 0.95, fits: 0.9, open: 0.5, odd: 0.3, guessed: 0.4 } as const;

/**
 * The UCUM code of what a list or a server writes as unit (`°C`, `U/min`), in the light of what the tag measures: `C` at a temperature is
 * degrees Celsius. Without a unit, the usual one of the quantity is a guess.
 */
export const sourceUnit = (written: string, coded: string | undefined, quantities: readonly Quantity[]): SourceUnit => {
  const found = unitOf(written, coded, quantities);
  const unit = found.unit.startsWith("/") ? `1${found.unit}` : found.unit;
  const plain = unit === written ? reason("unitIs", { unit }) : reason("unitMeans", { text: written, unit });
  return { ...found, unit, why: found.why ?? plain };
};

/** Without `why` the text is read as that unit. */
type FoundUnit = Pick<SourceUnit, "unit" | "confidence"> & Partial<Pick<SourceUnit, "why">>;

const unitOf = (written: string, coded: string | undefined, quantities: readonly Quantity[]): FoundUnit => {
  if (coded) return { unit: coded, confidence: SURE.coded, why: reason("serverUnit", { text: written || coded }) };
  const meant = unitsNamed(written);
  const fitting = meant.find((unit) => quantities.some((quantity) => measures(unit, quantity)));
  if (fitting) return { unit: fitting, confidence: meant.length > 1 ? SURE.fits : SURE.written };
  const [first, ...others] = meant;
  if (first !== undefined && quantities.length > 0)
    return { unit: first, confidence: SURE.odd, why: reason("unitOdd", { unit: first }, quantities) };
  if (first !== undefined) {
    const open = others.some((other) => !isConvertible(first, other));
    return open
      ? {
          unit: others[0] ?? first,
          confidence: SURE.open,
          why: reason("unitOpen", { text: written, units: meant.join(", ") }),
        }
      : { unit: first, confidence: SURE.written };
  }
  const usual = quantities[0] === undefined ? undefined : QUANTITY_UNITS[quantities[0]][0];
  const lacks = written === "" ? reason("unitMissing") : reason("unitUnknown", { text: written });
  if (usual === "1" && written === "") return { unit: "1", confidence: SURE.fits, why: reason("noUnitNeeded") };
  if (usual === undefined || written !== "") return { unit: "", confidence: 0, why: lacks };
  return { unit: usual, confidence: SURE.guessed, why: reason("unitUsual", { unit: usual }) };
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
