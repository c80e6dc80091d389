/** The kernel ends at so many standard deviations. */
const REACH = 4;

/**
 * Gaussian smoothing of a whole life, both ways in time (so for fitting only, never for a feature); near the ends the weights
 * are normalised to those that are there.
 *
 * @param values cycles × width, row-major
 * @param sigma in cycles
 */
export const smoothLife = (values: Float64Array, width: number, sigma: number): Float64Array => {
  const cycles = values.length / width;
  const reach = Math.round(REACH * sigma);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, age) => Math.exp(-0.5 * (age / sigma) ** 2));
  const smooth = new Float64Array(values.length);
  for (let t = 0; t < cycles; t++) {
    let total = 0;
    for (let s = Math.max(0, t - reach); s <= Math.min(cycles - 1, t + reach); s++) {
      const weight = kernel[Math.abs(s - t)] ?? 0;
      total += weight;
      for (let i = 0; i < width; i++) {
        smooth[t * width + i] = (smooth[t * width + i] ?? 0) + weight * (values[s * width + i] ?? 0);
      }
    }
    for (let i = 0; i < width; i++) smooth[t * width + i] = (smooth[t * width + i] ?? 0) / total;
  }
  return smooth;
};
