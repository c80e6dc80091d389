import type { Calibration } from "../../models/prognosis/calibration.ts";
import { WIDEST_SCORE } from "../../models/prognosis/calibration.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { learnedWeight } from "../../models/prognosis/hybrid-distribution.ts";
import { quantileFunction } from "../../models/prognosis/quantile-function.ts";
import { LEVELS } from "../training/training-plan.ts";
import type { LifeMoments, Moment } from "./moment.ts";
import { pinballLoss } from "./pinball-loss.ts";

type Fit = Pick<HybridCard, "weight" | "physicsCalibration" | "calibration">;

/** Weights are tried in steps of this. */
const WEIGHT_STEP = 0.1;
/** Shares of the physics' medians below and above which the weight stays. */
const NEAR = 0.1;
const FAR = 0.9;

/**
 * The physics' calibration, the weights with the least loss, and the calibration of the average under them.
 *
 * The loss is the mean pinball loss in hours times that in ln(1 + hours): the first is ruled by moments far from the
 * failure, the second by those near it.
 *
 * @param lives the same number of moments each
 */
export const fitWeights = (lives: readonly LifeMoments[]): Fit => {
  const physicsCalibration = calibrate(lives, ({ physicsHours }) => physicsHours);
  const calibrated = new Map(lives.flat().map((moment) => [moment, physicsAt(moment, physicsCalibration)]));
  const physicsOf = (moment: Moment): readonly number[] => calibrated.get(moment) ?? moment.physicsHours;
  const medians = [...calibrated.values()].map((hours) => hours[MEDIAN] ?? 0).sort((a, b) => a - b);
  const at = (share: number): number => Number((medians[Math.floor(share * (medians.length - 1))] ?? 0).toPrecision(4));
  const ends = { nearHours: at(NEAR), farHours: at(FAR) };
  // where the model is not trusted, its weight can't be learnt
  const known = lives.flat().filter(({ familiarity }) => familiarity >= 1);
  let best = { ...ends, near: 0, far: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n <= 1 / WEIGHT_STEP; n++) {
    for (let f = 0; f <= 1 / WEIGHT_STEP; f++) {
      const weight = { ...ends, near: rounded(n * WEIGHT_STEP), far: rounded(f * WEIGHT_STEP) };
      const loss = lossOf(known, (moment) => averageOf(moment, physicsOf(moment), weight));
      if (loss < least) [best, least] = [weight, loss];
    }
  }
  return {
    weight: best,
    physicsCalibration,
    calibration: calibrate(lives, (moment) => averageOf(moment, physicsOf(moment), best)),
  };
};

const MEDIAN = LEVELS.indexOf(0.5);
const rounded = (value: number): number => Number(value.toFixed(4));

/** Scores at which the truth stood in what was forecast, ascending. See `conformalDistribution`. */
const calibrate = (lives: readonly LifeMoments[], hoursOf: (moment: Moment) => readonly number[]): Calibration => {
  const scores = lives.flat().map((moment) => {
    const score = quantileFunction(LEVELS, hoursOf(moment)).scoreOf(moment.rulHours);
    return rounded(Math.max(-WIDEST_SCORE, Math.min(WIDEST_SCORE, score)));
  });
  return { lives: lives.length, rowsPerLife: lives[0]?.length ?? 0, scores: scores.sort((a, b) => a - b) };
};

const physicsAt = ({ physicsHours }: Moment, calibration: Calibration): number[] => {
  const given = conformalDistribution(quantileFunction(LEVELS, physicsHours), calibration);
  return LEVELS.map((level) => given.quantileHours(level));
};

const averageOf = (
  { learnedHours }: Moment,
  physicsHours: readonly number[],
  weight: HybridCard["weight"],
): readonly number[] => {
  const share = learnedWeight({ weight }, physicsHours[MEDIAN] ?? 0);
  return physicsHours.map((hours, i) =>
    Math.expm1(share * Math.log1p(learnedHours[i] ?? 0) + (1 - share) * Math.log1p(hours)),
  );
};

const lossOf = (moments: readonly Moment[], hoursOf: (moment: Moment) => readonly number[]): number => {
  let inHours = 0;
  let inLogs = 0;
  for (const moment of moments) {
    const hours = hoursOf(moment);
    inHours += pinballLoss(LEVELS, hours, moment.rulHours);
    inLogs += pinballLoss(LEVELS, hours.map(Math.log1p), Math.log1p(moment.rulHours));
  }
  return inHours * inLogs;
};
