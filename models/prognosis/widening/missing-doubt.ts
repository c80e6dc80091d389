import { HISTORY_KINDS } from "../history-features.ts";
import { SMOOTHING_HOURS } from "../trend.ts";
import type { Doubt } from "./doubt.ts";

/** What comes once a day is not missing: a battery-powered sensor sends no more often. */
export const LATE_HOURS = 24;

/**
 * A base feature that doesn't come any more: t hours after it should have come the features of its history would by now rest
 * for 1 − exp(−t/24 h) on values that are missing, and that much of what they tell is lost. All is lost of one that never came.
 *
 * @param place of the base feature in the history
 * @param silentHours for which the machine ran without it; Infinity if it never came
 * @param inputs width of the vector
 */
export const missingDoubt = (place: number, silentHours: number, inputs: number, words: string): Doubt | undefined => {
  if (!(silentHours > LATE_HOURS)) return undefined;
  const lost = new Float64Array(inputs);
  const first = place * HISTORY_KINDS.length;
  lost.fill(-Math.expm1(-(silentHours - LATE_HOURS) / SMOOTHING_HOURS), first, first + HISTORY_KINDS.length);
  return { words, lost };
};
