import type { Urgency } from "./forecast.ts";

/** Hours within which a failure calls for action at once: two days. */
export const CRITICAL_HOURS = 48;
/** Hours within which a failure calls for a plan: one week. */
export const WARNING_HOURS = 168;

/**
 * How urgent a forecast is. CRITICAL if the component fails within 48 h with at least the probability `threshold`,
 * WARNING if within 168 h, else NORMAL. At the default 0.5 that says: the median is under 48 h, under 168 h. A plant for
 * which a missed failure costs more than a needless stop sets a lower threshold.
 *
 * @param probability of failure within 48 h and 168 h, 0 to 1
 */
export const urgencyOf = (
  probability: { readonly within48h: number; readonly within168h: number },
  threshold = 0.5,
): Urgency => {
  if (probability.within48h >= threshold) return "CRITICAL";
  return probability.within168h >= threshold ? "WARNING" : "NORMAL";
};
