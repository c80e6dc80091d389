/** Time constant of the exponentially weighted mean. A day: longer than a shift, shorter than a wear trend. */
export const SMOOTHING_HOURS = 24;
/** Time constant of the exponentially weighted regression line. */
export const SLOPE_HOURS = 168;
/** Running steps whose mean is "as it began". */
export const BASELINE_STEPS = 48;

/**
 * Trends of several quantities that are sampled together, in O(1) memory and time each. `weight`, `t`, `tt` are the sums of
 * the regression's weights, times and squared times (hours before the newest sample, so ≤ 0); `x`, `tx` those of the
 * values. Plain numbers: it can be kept as JSON.
 */
export interface Trend {
  samples: number;
  weight: number;
  t: number;
  tt: number;
  readonly current: number[];
  readonly baseline: number[];
  readonly smoothed: number[];
  readonly x: number[];
  readonly tx: number[];
}

export const emptyTrend = (quantities: number): Trend => {
  const all = (value: number): number[] => new Array<number>(quantities).fill(value);
  const unknown = Number.NaN;
  return {
    samples: 0,
    weight: 0,
    t: 0,
    tt: 0,
    current: all(unknown),
    baseline: all(unknown),
    smoothed: all(unknown),
    x: all(0),
    tx: all(0),
  };
};

/**
 * One more sample of every quantity, `hours` after the one before. A quantity that is NaN now stays at its last value.
 *
 * Regression: weighted least squares with weights exp(-age / SLOPE_HOURS); moving the origin to the newest sample turns
 * t into t - h, which the sums follow exactly.
 */
export const updateTrend = (trend: Trend, values: ArrayLike<number>, hours: number): void => {
  const decay = Math.exp(-hours / SLOPE_HOURS);
  trend.samples++;
  const share = Math.max(1 - Math.exp(-hours / SMOOTHING_HOURS), 1 / trend.samples);
  for (let i = 0; i < trend.current.length; i++) {
    const before = trend.current[i] ?? Number.NaN;
    const given = values[i] ?? Number.NaN;
    const value = Number.isNaN(given) ? before : given;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(before)) startAt(trend, i, value);
    trend.current[i] = value;
    trend.smoothed[i] = mixed(trend.smoothed[i], value, share);
    if (trend.samples <= BASELINE_STEPS) trend.baseline[i] = mixed(trend.baseline[i], value, 1 / trend.samples);
    const x = trend.x[i] ?? 0;
    trend.tx[i] = decay * ((trend.tx[i] ?? 0) - hours * x);
    trend.x[i] = decay * x + value;
  }
  trend.tt = decay * (trend.tt - 2 * hours * trend.t + hours * hours * trend.weight);
  trend.t = decay * (trend.t - hours * trend.weight);
  trend.weight = decay * trend.weight + 1;
};

/** Slope of quantity `i` per day; 0 until there are two samples at different times. */
export const slopePerDayOf = (trend: Trend, i: number): number => {
  const x = trend.x[i] ?? 0;
  const tx = trend.tx[i] ?? 0;
  const spread = trend.weight * trend.tt - trend.t * trend.t;
  if (Number.isNaN(trend.current[i])) return Number.NaN;
  return spread > 1e-9 * trend.weight ? (24 * (trend.weight * tx - trend.t * x)) / spread : 0;
};

/** How far the smoothed value of quantity `i` has moved from how it began. */
export const changeOf = (trend: Trend, i: number): number =>
  (trend.smoothed[i] ?? Number.NaN) - (trend.baseline[i] ?? Number.NaN);

/** A quantity that is seen for the first time: as if it had always had this value. */
const startAt = (trend: Trend, i: number, value: number): void => {
  trend.smoothed[i] = value;
  trend.baseline[i] = value;
  trend.x[i] = trend.weight * value;
  trend.tx[i] = trend.t * value;
};

const mixed = (old: number | undefined, value: number, share: number): number =>
  old === undefined || Number.isNaN(old) ? value : old + share * (value - old);
