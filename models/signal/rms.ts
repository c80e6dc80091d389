/**
 * Root mean square, sqrt(mean(x^2)); the mean is not removed. In the unit of `samples`; NaN for no samples.
 *
 * @example rms([3, 4]) // 3.5355...
 */
export const rms = (samples: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i] ?? Number.NaN;
    sum += x * x;
  }
  return Math.sqrt(sum / samples.length);
};
