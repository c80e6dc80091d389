import { mean } from "./mean.ts";

/** Central moment of an order, mean((x - mean(x))^order), in two passes so that a large mean costs no digits. */
export const centralMoment = (samples: ArrayLike<number>, order: 2 | 3 | 4): number => {
  const centre = mean(samples);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += ((samples[i] ?? Number.NaN) - centre) ** order;
  return sum / samples.length;
};
