/** Largest magnitude, max|x|; the mean is not removed. NaN if any sample is NaN; 0 for no samples. */
export const peak = (samples: ArrayLike<number>): number => {
  let highest = 0;
  for (let i = 0; i < samples.length; i++) highest = Math.max(highest, Math.abs(samples[i] ?? Number.NaN));
  return highest;
};
