/** Arithmetic mean, in the unit of `samples`; NaN for no samples. */
export const mean = (samples: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] ?? Number.NaN;
  return sum / samples.length;
};
