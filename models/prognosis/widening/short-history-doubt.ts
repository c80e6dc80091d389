import { HISTORY_KINDS, type HistoryKind } from "../history-features.ts";
import { BASELINE_STEPS, SLOPE_HOURS, SMOOTHING_HOURS } from "../trend.ts";
import type { Doubt } from "./doubt.ts";

/** How far back each kind of feature looks: its time constant, hours. */
const LOOKS_BACK: Readonly<Record<HistoryKind, number>> = {
  current: 0,
  smoothed: SMOOTHING_HOURS,
  change: BASELINE_STEPS,
  slopePerDay: SLOPE_HOURS,
};

/** Two time constants hold 86 % of a trend's weight: with that much history there is nothing to say. */
export const LONG_ENOUGH_HOURS = 2 * SLOPE_HOURS;

/**
 * A history that is shorter than what its features look back on: with time constant τ, the share exp(−T/τ) of the weight of a
 * feature falls on a time of which there is no history yet.
 *
 * @param hours of history
 * @param inputs width of the vector
 */
export const shortHistoryDoubt = (hours: number, inputs: number): Doubt => {
  const words = `only ${Math.floor(hours)} h of history, trends look back on ${LONG_ENOUGH_HOURS} h`;
  const ofKind = HISTORY_KINDS.map((kind) =>
    LOOKS_BACK[kind] > 0 ? Math.exp(-Math.max(0, hours) / LOOKS_BACK[kind]) : 0,
  );
  const lost = new Float64Array(inputs);
  for (let i = 0; i < inputs - 1; i++) lost[i] = ofKind[i % ofKind.length] ?? 0;
  return { words, lost };
};
