/**
 * Sums of exponentially weighted least squares lines through several quantities that are sampled together: `weight`, `t`,
 * `tt` of the weights, times and squared times (cycles before the newest sample, so ≤ 0), `x`, `tx` of the values.
 */
export interface Line {
  weight: number;
  t: number;
  tt: number;
  readonly x: number[];
  readonly tx: number[];
}

export const emptyLine = (quantities: number): Line => ({
  weight: 0,
  t: 0,
  tt: 0,
  x: new Array<number>(quantities).fill(0),
  tx: new Array<number>(quantities).fill(0),
});

/** One more sample of every quantity, one cycle after the one before, in place. Older ones weigh 0.5^(age / halfLife). */
export const addToLine = (line: Line, values: readonly number[], halfLife: number): void => {
  const decay = 0.5 ** (1 / halfLife);
  line.tt = decay * (line.tt - 2 * line.t + line.weight);
  line.t = decay * (line.t - line.weight);
  line.weight = decay * line.weight + 1;
  values.forEach((value, i) => {
    const x = line.x[i] ?? 0;
    line.tx[i] = decay * ((line.tx[i] ?? 0) - x);
    line.x[i] = decay * x + value;
  });
};

/** Weighted mean of quantity `i`; NaN before the first sample. */
export const meanOf = (line: Line, i: number): number => (line.x[i] ?? Number.NaN) / line.weight;

/**
 * Slope of quantity `i` per cycle; 0 until there are two samples.
 *
 * @param ridge doubt that is added to the spread of the times, in samples × cycles²: holds the slope back while there are few
 */
export const slopeOf = (line: Line, i: number, ridge: number): number => {
  const spread = line.weight * line.tt - line.t * line.t + ridge * line.weight;
  const common = line.weight * (line.tx[i] ?? 0) - line.t * (line.x[i] ?? 0);
  return spread > 1e-9 * line.weight ? common / spread : 0;
};

/** Where the line of quantity `i` stands at the newest sample. */
export const levelOf = (line: Line, i: number, ridge: number): number =>
  meanOf(line, i) - (slopeOf(line, i, ridge) * line.t) / line.weight;
