export interface Slope {
  readonly slope: number;
  /** Bounds that hold the true slope with 95 % probability. */
  readonly low: number;
  readonly high: number;
}

/** Of the standard normal distribution, two-sided 95 %. */
const Z = 1.96;

/**
 * The median of the slopes of all pairs of points, which outliers do not move, with the interval of Sen (1968): the pairs at ranks
 * (N ∓ z √(n (n − 1)(2n + 5) / 18)) / 2 of N = n (n − 1) / 2.
 *
 * @param xs without ties, at least three
 */
export const theilSen = (xs: readonly number[], ys: readonly number[]): Slope => {
  const slopes: number[] = [];
  for (let i = 0; i < xs.length; i++) {
    for (let j = i + 1; j < xs.length; j++) {
      slopes.push(((ys[j] ?? Number.NaN) - (ys[i] ?? Number.NaN)) / ((xs[j] ?? Number.NaN) - (xs[i] ?? Number.NaN)));
    }
  }
  slopes.sort((a, b) => a - b);
  const n = xs.length;
  const spread = Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  const middle = slopes.length / 2;
  const slope = slopes.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
  return { slope, low: at((slopes.length - spread) / 2), high: at((slopes.length + spread) / 2) };
};
