import { intervalAt } from "../interval-at.ts";
import type { RulDistribution } from "../rul-distribution.ts";
import { intervalCoverage } from "./interval-coverage.ts";
import { meanWidth } from "./mean-width.ts";
import { winklerScore } from "./winkler-score.ts";

/** How good the intervals of one confidence are. Widths and Winkler score in hours. */
export interface IntervalScores {
  readonly confidence: number;
  readonly coverage: number;
  readonly meanWidth: number;
  readonly winkler: number;
}

/**
 * Coverage, mean width and Winkler score of the central intervals of the same forecasts at several confidences: the
 * table that shows whether nominal is what happens. Sources: at each of the three.
 *
 * @param confidences each 0 < confidence < 1, such as 0.5, 0.8, 0.9, 0.95
 */
export const intervalScores = (
  forecasts: readonly { readonly distribution: RulDistribution; readonly truth: number }[],
  confidences: readonly number[],
): IntervalScores[] =>
  confidences.map((confidence) => {
    const cut = forecasts.map(({ distribution, truth }) => ({ interval: intervalAt(distribution, confidence), truth }));
    return { confidence, coverage: intervalCoverage(cut), meanWidth: meanWidth(cut), winkler: winklerScore(cut) };
  });
