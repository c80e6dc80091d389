import type { SubsetAccuracy } from "./measure-accuracy.ts";
import { QUOTED } from "./quoted-rows.ts";

const SCORES = {
  rmseClipped: "RMSE",
  nasaScoreClipped: "NASA score",
  rmseTrueRulUpTo50: "RMSE at 50 cycles or fewer",
} as const;

/** Points that coverage may be off, what 90 % may hold pooled and must hold in each third, and the most of width and Winkler score. */
const TOLERANCE = 0.03 + 1e-9;
const [LEAST_90, MOST_90, LEAST_THIRD] = [0.88, 0.92, 0.86];
const [MOST_WIDTH, MOST_WINKLER] = [28, 35];

/** Which aims a subset's figures miss, in words. */
export const missedAims = (one: SubsetAccuracy): string[] => {
  const { subset, coverage, coverage90ByThirdOfTrueRul: thirds, meanWidth, winkler90 } = one;
  const covers90 = coverage["90"] ?? Number.NaN;
  const scores = QUOTED.filter(
    ({ words, score, figures }) => words === "aim" && !(one[score] <= (figures[subset] ?? 0)),
  );
  const levels = Object.entries(coverage).filter(([level, share]) => Math.abs(share - Number(level) / 100) > TOLERANCE);
  return [
    ...scores.map(({ score }) => SCORES[score]),
    ...levels.map(([level]) => `coverage of ${level} %`),
    ...(covers90 >= LEAST_90 && covers90 <= MOST_90 ? [] : ["90 % within 88 to 92 %"]),
    ...(thirds.every((share) => share >= LEAST_THIRD) ? [] : ["86 % in each third"]),
    ...((meanWidth["90"] ?? 0) <= MOST_WIDTH ? [] : ["width of 90 %"]),
    ...(winkler90 <= MOST_WINKLER ? [] : ["Winkler score of 90 %"]),
  ];
};
