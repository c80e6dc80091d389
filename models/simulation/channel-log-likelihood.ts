import type { Numbers } from "./physics-model.ts";

/** Tails of a Student t: a window that the model does not explain (a load change within it) does not decide alone. */
const DEGREES_OF_FREEDOM = 6;

/**
 * How well computed channel values explain measured ones: sum of Student t log densities (without their constant), each
 * scaled by the channel's noise. `noise` is that of one sample; a window's mean is known better than that, and the
 * difference is the room left for what the model does not explain, so that hundreds of windows do not make an estimate surer than
 * the model is right. Channels that are not in all three records are left out.
 */
export const channelLogLikelihood = (computed: Numbers, measured: Numbers, noise: Numbers): number => {
  let sum = 0;
  for (const channel in noise) {
    const sigma = noise[channel];
    const error = (measured[channel] ?? Number.NaN) - (computed[channel] ?? Number.NaN);
    if (Number.isNaN(error) || !sigma) continue;
    sum -= ((DEGREES_OF_FREEDOM + 1) / 2) * Math.log1p((error / sigma) ** 2 / DEGREES_OF_FREEDOM);
  }
  return sum;
};
