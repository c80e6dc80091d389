import { peak } from "./peak.ts";
import { rms } from "./rms.ts";

/** Peak over RMS: sqrt(2) for a sine, 1 for a square wave, rising with impacts. NaN for a signal that is all zero. */
export const crestFactor = (samples: ArrayLike<number>): number => peak(samples) / rms(samples);
