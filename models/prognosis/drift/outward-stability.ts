/** Shares of the hours of training in the bins: of what it never saw something must be expected too. */
const EXPECTED = [0.0005, 0.0995, 0.8, 0.0995, 0.0005] as const;
/** Hours of the training's own distribution that are mixed in: an empty bin is no certainty. */
const PRIOR_HOURS = 5;

/**
 * The outward part of the population stability index of one machine's hours against training: the sum of (a − e) ln(a / e), a and
 * e being the shares of hours, over the outer tenths and beyond, where they hold more than in training. A machine that is
 * sampled more often or run more evenly lies more in the middle, which shifts the whole index and harms no forecast.
 *
 * By convention below 0.1 is no change, from 0.25 on a significant one. Siddiqi, Credit Risk Scorecards, Wiley 2006; for its
 * distribution: Yurdakul, Statistical Properties of Population Stability Index, WMU 2018.
 *
 * @param hours in the bins of a drift profile
 * @returns 0 or more
 */
export const outwardStability = (hours: ArrayLike<number>): number => {
  let all = PRIOR_HOURS;
  for (let i = 0; i < EXPECTED.length; i++) all += hours[i] ?? 0;
  return EXPECTED.reduce((index, expected, i) => {
    const actual = ((hours[i] ?? 0) + PRIOR_HOURS * expected) / all;
    const outward = i !== 2 && actual > expected;
    return outward ? index + (actual - expected) * Math.log(actual / expected) : index;
  }, 0);
};
