/** Share of the hours of training that is expected where training saw nothing. */
const BEYOND = 0.0005;
/** Hours of the training's own distribution that are mixed in: an empty bin is no certainty. */
const PRIOR_HOURS = 5;

/**
 * Population stability index of one machine's hours against training: the sum of (a − e) ln(a / e) over bins, a and e being the
 * shares of hours in a bin. By convention below 0.1 is no change, from 0.25 on a significant one. Siddiqi, Credit Risk Scorecards,
 * Wiley 2006; for its distribution: Yurdakul, Statistical Properties of Population Stability Index, WMU 2018.
 *
 * @param hours in each bin: below all that training saw, ten of equal share, above
 * @returns 0 or more
 */
export const populationStability = (hours: ArrayLike<number>): number => {
  const bins = hours.length;
  let all = PRIOR_HOURS;
  for (let i = 0; i < bins; i++) all += hours[i] ?? 0;
  let index = 0;
  for (let i = 0; i < bins; i++) {
    const expected = i === 0 || i === bins - 1 ? BEYOND : (1 - 2 * BEYOND) / (bins - 2);
    const actual = ((hours[i] ?? 0) + PRIOR_HOURS * expected) / all;
    index += (actual - expected) * Math.log(actual / expected);
  }
  return index;
};
