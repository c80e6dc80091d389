import type { RulDistribution } from "./rul-distribution.ts";

/**
 * The distribution of remaining life that Monte Carlo samples span. Sorted sample i of n stands at level (i + 1/2)/n, with
 * straight lines between (Hazen's plotting position); beyond the first and the last sample it stays at them. Beyond the share of
 * samples that failed nothing is known but that the life is longer than the horizon.
 *
 * @param timesOfEventHours hours to failure of each sample, Infinity where it did not fail within the horizon; one or more
 * @param horizonHours how far the samples were run
 */
export const sampleDistribution = (timesOfEventHours: ArrayLike<number>, horizonHours: number): RulDistribution => {
  const sorted = Float64Array.from(timesOfEventHours, (hours) => Math.min(Math.max(0, hours), horizonHours)).sort();
  const failed = Array.from(timesOfEventHours).filter((hours) => hours <= horizonHours).length;
  const n = sorted.length;
  const hoursOf = (i: number): number => sorted[Math.min(n - 1, Math.max(0, i))] ?? horizonHours;

  return {
    quantileHours: (p) => {
      if (p * n > failed) return horizonHours;
      const position = Math.min(n - 1, Math.max(0, p * n - 0.5));
      const i = Math.floor(position);
      return hoursOf(i) + (hoursOf(i + 1) - hoursOf(i)) * (position - i);
    },
    probabilityWithin: (hours) => {
      if (hours < hoursOf(0) || hours <= 0) return 0;
      if (hours >= horizonHours) return failed / n;
      let after = 0;
      while (after < n && hoursOf(after) <= hours) after++;
      if (after === n) return failed / n;
      const gap = hoursOf(after) - hoursOf(after - 1);
      return Math.min(failed, after - 0.5 + (hours - hoursOf(after - 1)) / gap) / n;
    },
    widestConfidence: Math.max(0, 1 - 1 / n),
    horizonHours,
  };
};
