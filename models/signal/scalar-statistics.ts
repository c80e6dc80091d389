import { SLOT } from "./scalar-accumulator.ts";

/** Features of a scalar channel over a window, by name. */
export const SCALAR_FEATURES = ["mean", "std", "min", "max", "rms", "slopePerDay"] as const;
export type ScalarFeature = (typeof SCALAR_FEATURES)[number];

const MS_PER_DAY = 86_400_000;

/**
 * Statistics of a window put together from accumulators of parts of it. Parts join by the pairwise formulas of Chan,
 * Golub & LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979: nothing is lost
 * against one pass over all samples.
 */
export interface ScalarStatistics {
  good: number;
  bad: number;
  /** Times are kept relative to the first part's: an epoch time has no digits left for a fraction of a millisecond. */
  originMs: number;
  meanMs: number;
  mean: number;
  /** Sums of squares and products of the deviations from the means. */
  timeTime: number;
  valueValue: number;
  timeValue: number;
  min: number;
  max: number;
}

export const emptyStatistics = (): ScalarStatistics => ({
  good: 0,
  bad: 0,
  originMs: 0,
  meanMs: 0,
  mean: 0,
  timeTime: 0,
  valueValue: 0,
  timeValue: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
});

/** Joins one accumulator (see `scalar-accumulator.ts`), kept in `sums` from `at`, to the statistics. */
export const addAccumulator = (to: ScalarStatistics, sums: Float64Array, at: number): void => {
  const slot = (index: number): number => sums[at + index] as number;
  to.bad += slot(SLOT.bad);
  const n = slot(SLOT.good);
  if (n === 0) return;
  const dt = slot(SLOT.dt) / n;
  const dv = slot(SLOT.dv) / n;
  if (to.good === 0) to.originMs = slot(SLOT.originMs);
  const meanMs = slot(SLOT.originMs) - to.originMs + dt;
  const mean = slot(SLOT.originValue) + dv;
  const total = to.good + n;
  const weight = (to.good * n) / total;
  const apartMs = meanMs - to.meanMs;
  const apart = mean - to.mean;
  to.timeTime += Math.max(0, slot(SLOT.dtDt) - n * dt * dt) + weight * apartMs * apartMs;
  to.valueValue += Math.max(0, slot(SLOT.dvDv) - n * dv * dv) + weight * apart * apart;
  to.timeValue += slot(SLOT.dtDv) - n * dt * dv + weight * apartMs * apart;
  to.meanMs += (apartMs * n) / total;
  to.mean += (apart * n) / total;
  to.min = Math.min(to.min, slot(SLOT.min));
  to.max = Math.max(to.max, slot(SLOT.max));
  to.good = total;
};

/**
 * One feature, in the unit of the channel (slope: per day of data time, by least squares over the samples' times).
 * NaN where there are too few samples: one for mean, min, max and rms, two for std, three at two or more times for the
 * slope (a line through two points says nothing about a trend).
 */
export const scalarFeature = (feature: ScalarFeature, of: ScalarStatistics): number => {
  if (of.good === 0) return Number.NaN;
  switch (feature) {
    case "mean":
      return of.mean;
    case "std":
      return of.good < 2 ? Number.NaN : Math.sqrt(of.valueValue / of.good);
    case "min":
      return of.min;
    case "max":
      return of.max;
    case "rms":
      return Math.sqrt(of.mean * of.mean + of.valueValue / of.good);
    case "slopePerDay":
      return of.good < 3 || of.timeTime === 0 ? Number.NaN : (of.timeValue / of.timeTime) * MS_PER_DAY;
  }
};
