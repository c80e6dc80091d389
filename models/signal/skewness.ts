import { centralMoment } from "./central-moment.ts";

/** Skewness, mean(c^3) / mean(c^2)^1.5 with the mean removed: 0 for a symmetric signal. NaN for a constant signal. */
export const skewness = (samples: ArrayLike<number>): number =>
  centralMoment(samples, 3) / centralMoment(samples, 2) ** 1.5;
