import { TwinError } from "../errors/twin-error.ts";
import { signalErrors } from "./errors.ts";

export interface AccelerationUnit {
  readonly mmS2PerUnit: number;
  /** UCUM code of the unit squared: that of an energy. */
  readonly squared: string;
}

/** Standard gravity, exact by the 3rd CGPM (1901). */
const GRAVITY: AccelerationUnit = { mmS2PerUnit: 9806.65, squared: "[g]2" };

const UNITS: Readonly<Record<string, AccelerationUnit>> = {
  "[g]": GRAVITY,
  g: GRAVITY,
  gn: GRAVITY,
  "m/s2": { mmS2PerUnit: 1000, squared: "m2/s4" },
  "cm/s2": { mmS2PerUnit: 10, squared: "cm2/s4" },
  "mm/s2": { mmS2PerUnit: 1, squared: "mm2/s4" },
};

/**
 * What is known of an acceleration unit. UCUM's own code for standard gravity is `[g]`; its `g` is the gram, but on an
 * accelerometer `g` can only mean gravity.
 *
 * @throws TwinError TWIN-SIGNAL-004 for a unit that is not an acceleration
 */
export const accelerationUnit = (unit: string): AccelerationUnit => {
  const known = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (!known) throw new TwinError(signalErrors.notAcceleration, { unit });
  return known;
};
