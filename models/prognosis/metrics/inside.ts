import type { RulDistribution } from "../rul-distribution.ts";

/** Whether a forecast counts as being between two remaining lives in hours, ends included. */
export type Inside<T> = (forecast: T, lowHours: number, highHours: number) => boolean;

/** By its one number, the median. */
export const pointInside: Inside<{ readonly rulHours: number }> = ({ rulHours }, lowHours, highHours) =>
  lowHours <= rulHours && rulHours <= highHours;

/**
 * By its distribution: at least the probability `beta` must lie between the two, which a forecast that is right by luck
 * and wide does not meet (the β criterion of Saxena et al., Int. J. PHM 1(1), 2010).
 *
 * @param beta 0 to 1
 */
export const massInside =
  (beta: number): Inside<{ readonly distribution: RulDistribution }> =>
  ({ distribution }, lowHours, highHours) =>
    distribution.probabilityWithin(highHours) - distribution.probabilityWithin(lowHours) >= beta;
