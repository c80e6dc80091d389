import { BEARING_FAULTS, type BearingFault } from "./bearing-fault.ts";
import { logGammaTail } from "./log-gamma-tail.ts";
import { LINES_PER_FAULT, SLIPS, type WhiteLines } from "./white-lines.ts";

export interface LineStrength {
  /** Mean power of the lines of a fault over the noise floor, at the slip where it is highest; NaN if not known. */
  readonly strength: number;
  /** Decimal logarithm of the probability that noise alone is as strong, for any fault at any slip; NaN if not known. */
  readonly log10FalseAlarm: number;
}

/** Three faults, and 3 % of the highest line, 2 * 5.4 orders of a common bearing, in bins of 1/32 order: ten places that differ. */
const LOOKS = 30;

/**
 * How strong the lines of a fault are in one or more waveforms. Powers in noise are exponentially distributed, so their sum is gamma
 * distributed; overlapping parts count a little less than one each (Welch, IEEE Trans. Audio Electroacoust. 15(2), 1967).
 */
export const lineStrength = (measured: readonly WhiteLines[], fault: BearingFault): LineStrength => {
  if (measured.length === 0) return { strength: Number.NaN, log10FalseAlarm: Number.NaN };
  const parts = measured.reduce((sum, one) => sum + one.parts, 0);
  const independent = measured.reduce((sum, one) => sum + independentParts(one.parts), 0);
  const strength = strongestSlip(measured, BEARING_FAULTS.indexOf(fault)) / (parts * LINES_PER_FAULT);
  const shape = LINES_PER_FAULT * independent;
  const log10 = (Math.log(LOOKS) + logGammaTail(shape, shape * strength)) / Math.LN10;
  return { strength, log10FalseAlarm: Math.min(0, log10) };
};

/** Powers of neighbours under Hann windows that overlap by half are correlated by 1/36. */
const independentParts = (parts: number): number => parts / (1 + ((2 / 36) * (parts - 1)) / parts);

const strongestSlip = (measured: readonly WhiteLines[], fault: number): number => {
  let strongest = 0;
  for (let slip = 0; slip < SLIPS; slip++) {
    let sum = 0;
    for (const { power } of measured) {
      for (let line = 0; line < LINES_PER_FAULT; line++) {
        sum += power[(fault * LINES_PER_FAULT + line) * SLIPS + slip] as number;
      }
    }
    strongest = Math.max(strongest, sum);
  }
  return strongest;
};
