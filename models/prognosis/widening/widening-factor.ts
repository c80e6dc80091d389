import type { RulDistribution } from "../rul-distribution.ts";

/** One standard deviation to each side, of a normal distribution. */
const [LOW, HIGH] = [0.158_655, 0.841_345];
/** Knowing nothing at least doubles the interval. */
const LEAST_RATIO = 4;
/** A spread below this is none: half of one percent of the remaining life. */
const LEAST_SPREAD = 0.005;

/** Standard deviation of ln(1 + remaining life) as the distribution has it. */
export const logSpreadOf = ({ quantileHours }: Pick<RulDistribution, "quantileHours">): number =>
  (Math.log1p(quantileHours(HIGH)) - Math.log1p(quantileHours(LOW))) / 2;

/** Standard deviation of ln(1 + life) over lives, 0 for fewer than two. */
export const logSpreadOfLives = (hours: readonly number[]): number => {
  if (hours.length < 2) return 0;
  const logs = hours.map((one) => Math.log1p(Math.max(0, one)));
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logs.length - 1));
};

/**
 * By what a forecast is to be stretched when a share of what its model goes by is lost. With nothing lost it has the spread
 * that was calibrated; with everything lost it has the spread of the lives themselves, which is what one knows without
 * looking at the machine; between them the variance of ln(1 + remaining life) grows with the share that is lost, as the
 * variance that an input no longer explains does.
 *
 * @param lost 0 to 1, see `lostShare`
 * @param ownSpread of the calibrated forecast, see `logSpreadOf`
 * @param livesSpread of the true remaining lives; 0 if it is not known
 * @returns 1 or more; rises with `lost`
 */
export const wideningFactor = (lost: number, ownSpread: number, livesSpread: number): number => {
  const ratio = (livesSpread / Math.max(LEAST_SPREAD, ownSpread)) ** 2;
  return Math.sqrt(1 + Math.max(0, Math.min(1, lost)) * (Math.max(LEAST_RATIO, ratio) - 1));
};
