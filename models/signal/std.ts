import { centralMoment } from "./central-moment.ts";

/** Standard deviation of the samples themselves (divided by n, not n - 1), in their unit. */
export const std = (samples: ArrayLike<number>): number => Math.sqrt(centralMoment(samples, 2));
