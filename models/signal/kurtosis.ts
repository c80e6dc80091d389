import { centralMoment } from "./central-moment.ts";

/**
 * Pearson's kurtosis, mean(c^4) / mean(c^2)^2 with the mean removed: 3 for Gaussian noise, 1.5 for a sine, 1 for a
 * square wave, above 3 for impacts. Not the excess (which is 3 less). NaN for a constant signal.
 */
export const kurtosis = (samples: ArrayLike<number>): number =>
  centralMoment(samples, 4) / centralMoment(samples, 2) ** 2;
