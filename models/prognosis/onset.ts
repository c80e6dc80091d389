import type { OnsetSettings } from "./onset-recipe.ts";

/** What is kept of one quantity: plain data of a fixed size, so that it can be kept as JSON. */
export interface OnsetState {
  startedMs: number | null;
  lastMs: number;
  samples: number;
  /** Exponentially weighted mean of ln(value). */
  level: number;
  /** Count, mean and sum of squared deviations of the levels in the baseline. */
  baseline: number;
  mean: number;
  squares: number;
  /** Time of the first level above the limit; null: not yet. It stays. */
  onsetMs: number | null;
}

/** Fewer levels make no standard deviation worth the name: the baseline goes on until it has them. */
export const LEAST_BASELINE = 10;

const MS_PER_HOUR = 3_600_000;

export const newOnset = (): OnsetState => ({
  startedMs: null,
  lastMs: 0,
  samples: 0,
  level: 0,
  baseline: 0,
  mean: 0,
  squares: 0,
  onsetMs: null,
});

/**
 * Takes one value of a positive quantity (an RMS, a band's energy) into the state, in place. O(1).
 *
 * An EWMA control chart (Roberts, Technometrics 1:239, 1959) on ln(value), with the centre line and the width that this
 * machine's own first hours give: no two machines need the same level. The width is that of the smoothed levels
 * themselves, which takes their autocorrelation in. Damage raises these quantities: one-sided.
 *
 * A value that is not a positive number, or that is not newer than the last one, is left out.
 */
export const updateOnset = (state: OnsetState, settings: OnsetSettings, timeMs: number, value: number): void => {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY) || !Number.isFinite(timeMs)) return;
  if (state.startedMs !== null && timeMs <= state.lastMs) return;
  const started = state.startedMs ?? timeMs;
  smooth(state, settings, state.startedMs === null ? 0 : (timeMs - state.lastMs) / MS_PER_HOUR, Math.log(value));
  state.startedMs = started;
  state.lastMs = timeMs;

  const hours = (timeMs - started) / MS_PER_HOUR;
  if (hours < settings.runInHours) return;
  if (hours <= settings.baselineHours || state.baseline < LEAST_BASELINE) learn(state);
  else if (deviationOf(state, settings) > settings.limit) state.onsetMs ??= timeMs;
};

/** Standard deviations that the level is above the baseline; NaN while there is no baseline. */
export const deviationOf = (state: OnsetState, settings: Pick<OnsetSettings, "leastSpread">): number => {
  if (state.baseline < LEAST_BASELINE) return Number.NaN;
  const spread = Math.sqrt(state.squares / (state.baseline - 1));
  return (state.level - state.mean) / Math.max(spread, settings.leastSpread);
};

const smooth = (state: OnsetState, settings: OnsetSettings, hours: number, value: number): void => {
  state.samples++;
  // Until the filter has filled, the plain mean: the first sample would weigh for too long.
  const share = Math.max(1 - Math.exp(-hours / settings.smoothingHours), 1 / state.samples);
  state.level += share * (value - state.level);
};

/** Welford's running mean and sum of squared deviations (Technometrics 4:419, 1962). */
const learn = (state: OnsetState): void => {
  state.baseline++;
  const off = state.level - state.mean;
  state.mean += off / state.baseline;
  state.squares += off * (state.level - state.mean);
};
