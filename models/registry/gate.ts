import type { GateSettings } from "./gate-settings.ts";
import type { ModelScores } from "./held-out-evaluation.ts";
import type { Verdict } from "./verdict.ts";

/** Two models on the same moments of the same lives, which neither was trained on. */
export interface Comparison {
  readonly source: "confirmed" | "held-out";
  readonly lives: number;
  /** Of the intervals that coverage and Winkler score are of. */
  readonly confidence: number;
  readonly own: ModelScores;
  readonly champions: ModelScores;
}

/**
 * Whether a model is better than the champion. Enough lives; a Winkler score lower by the margin, or a mean absolute error
 * lower by it with a Winkler score that is no worse; and intervals that hold about as often as they say. Each life
 * counts once. The Winkler score is proper, so neither wide nor narrow intervals can win by themselves.
 */
export const judge = (comparisons: readonly Comparison[], settings: GateSettings): Verdict => {
  const livesOf = (source: Comparison["source"]): number =>
    comparisons.filter((one) => one.source === source).reduce((sum, { lives }) => sum + lives, 0);
  const confirmedLives = livesOf("confirmed");
  const heldOutLives = livesOf("held-out");
  const lives = confirmedLives + heldOutLives;
  const counted = { confirmedLives, heldOutLives };
  if (lives === 0) return { passed: false, reason: `no life has been forecast by both${of(settings)}`, ...counted };

  const mean = (read: (one: Comparison) => number): number =>
    comparisons.reduce((sum, one) => sum + read(one) * one.lives, 0) / lives;
  const gain = (score: "winklerHours" | "maeHours"): number => {
    const champions = mean((one) => one.champions[score]);
    const own = mean((one) => one.own[score]);
    return champions > 0 ? 100 * (1 - own / champions) : own > 0 ? -100 : 0;
  };
  const found = {
    ...counted,
    winklerGainPercent: gain("winklerHours"),
    maeGainPercent: gain("maeHours"),
    coverage: mean((one) => one.own.coverage),
    nominalCoverage: mean((one) => one.confidence),
  };
  const reasons = objections(found, lives, settings);
  return { passed: reasons.length === 0, reason: reasons.join("; ") || praise(found, lives), ...found };
};

interface Found {
  readonly winklerGainPercent: number;
  readonly maeGainPercent: number;
  readonly coverage: number;
  readonly nominalCoverage: number;
}

/** Percentages carry the rounding of their division. */
const ROUNDING = 1e-9;

const objections = (found: Found, lives: number, settings: GateSettings): string[] => {
  const { minimumLives, betterPercent, coverageWithinPoints } = settings;
  const { winklerGainPercent: winkler, maeGainPercent: mae, coverage, nominalCoverage } = found;
  const least = betterPercent - ROUNDING;
  const reasons: string[] = [];
  if (lives < minimumLives) reasons.push(`${lives} of ${minimumLives} lives that it must be scored on`);
  if (winkler < least && !(mae >= least && winkler >= -ROUNDING)) {
    reasons.push(`${gains(winkler, mae)}, it takes ${betterPercent} %`);
  }
  const off = 100 * Math.abs(coverage - nominalCoverage);
  if (off > coverageWithinPoints + ROUNDING) {
    reasons.push(
      `its ${percent(nominalCoverage)} interval holds ${percent(coverage)} of the truths, ` +
        `further off than ${coverageWithinPoints} points`,
    );
  }
  return reasons;
};

const praise = ({ winklerGainPercent, maeGainPercent, coverage, nominalCoverage }: Found, lives: number): string =>
  `${gains(winklerGainPercent, maeGainPercent)} on ${lives} lives, its ${percent(nominalCoverage)} interval holds ` +
  `${percent(coverage)} of the truths`;

const of = ({ minimumLives }: GateSettings): string => `, it takes ${minimumLives}`;
const gains = (winkler: number, mae: number): string =>
  `its Winkler score is ${signed(winkler)}, its error ${signed(mae)}`;
const signed = (gain: number): string => `${Math.abs(gain).toFixed(1)} % ${gain < 0 ? "worse" : "better"}`;
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
