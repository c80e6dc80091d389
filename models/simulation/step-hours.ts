/** A step is at most this share of the time left to the next failure at the present rate, and of the longest step. */
const STEPS_TO_FAILURE = 40;
const LONGEST_IN_BASE_STEPS = 4;

/**
 * Length of the next step: the base step, doubled or quadrupled while the next failure is far.
 *
 * @param hoursToFailure at the present rate; Infinity if nothing wears
 */
export const stepHours = (baseHours: number, hoursToFailure: number): number => {
  const bearable = hoursToFailure / STEPS_TO_FAILURE / baseHours;
  if (bearable >= LONGEST_IN_BASE_STEPS) return LONGEST_IN_BASE_STEPS * baseHours;
  return bearable >= 2 ? 2 * baseHours : baseHours;
};
