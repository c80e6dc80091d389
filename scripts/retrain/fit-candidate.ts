import { join } from "node:path";
import type { Calibration } from "../../models/prognosis/calibration.ts";
import { createRandom, type Random } from "../../models/random/random.ts";
import { allOf } from "../training/all-of.ts";
import { calibrationOf } from "../training/calibrate-model.ts";
import type { Row, TableFeature } from "../training/feature-table.ts";
import { type FittedModel, fitRows } from "../training/fit-rows.ts";
import { drawFolds } from "../training/folds.ts";
import type { Judged } from "../training/metrics-of.ts";
import { type GroupedRows, TRAINING_DRAW } from "../training/rows-of-machines.ts";
import { CALIBRATION_ROWS, FIT, LEVELS, TEST_ROWS } from "../training/training-plan.ts";
import { drawMoments, evenMoments, type FieldLife, fieldWeight } from "./field-life.ts";
import { forecastLives, type Rows, scoresOfLives } from "./forecast-lives.ts";

/** Confirmed lives are put in so many groups at most; each is forecast by a model of the others. */
const MOST_FOLDS = 5;
/** Two fits at a time: each runs on one processor, so that a seed always gives the same trees. */
const AT_ONCE = 2;

export interface CandidateJob {
  /** Gets tables and models. */
  readonly folder: string;
  readonly features: readonly TableFeature[];
  /** Simulated lives; empty groups where nothing is simulated. */
  readonly original: GroupedRows;
  /** One or more. */
  readonly field: readonly FieldLife[];
  readonly seed: number;
}

export interface Candidate {
  /** The caller closes its model. */
  readonly fitted: FittedModel;
  readonly calibration: Calibration;
  readonly training: Rows;
  /** How much each confirmed life counts, in simulated ones. */
  readonly weight: number;
  /** The moments of each confirmed life that it is judged at, and what a model said there that had not seen the life. */
  readonly moments: Rows;
  readonly held: readonly (readonly Judged[])[];
}

/**
 * Fits a model to simulated and confirmed lives. Each confirmed life is also forecast by a model, and a calibration, of all lives
 * but those of its own group: that is what the model is worth on such lives, and what calibrates its intervals for them.
 */
export const fitCandidate = async ({ folder, features, original, field, seed }: CandidateJob): Promise<Candidate> => {
  const random = createRandom(seed).fork("confirmed failures");
  const weight = fieldWeight(original.training.length, field.length);
  const drawn = field.map(({ life, rows }) =>
    drawMoments(rows, TRAINING_DRAW, random.fork(`training ${life.order}`)).map((row) => ({ ...row, weight })),
  );
  const moments = field.map(({ rows }) => evenMoments(rows, TEST_ROWS));
  const fitWith = (name: string, own: Rows): Promise<FittedModel> =>
    fitRows(join(folder, name), features, [...original.training, ...own], "h", { ...FIT, seed });

  const folds = drawFolds(field.length, Math.min(MOST_FOLDS, field.length), random.fork("folds"));
  const left = await allOf(folds, AT_ONCE, async (places, fold) => {
    const others = drawn.filter((_, i) => !places.includes(i));
    const { model } = await fitWith(`fold-${fold}`, others);
    const simulated = await scoresOfLives(model, LEVELS, original.calibration);
    const confirmed = await scoresOfLives(model, LEVELS, calibrationRows(places, field, weight, random));
    return { places, model, simulated, confirmed };
  });
  const held: (readonly Judged[])[] = [];
  for (const { places, model, simulated } of left) {
    const others = left.filter((one) => one.model !== model).flatMap(({ confirmed }) => confirmed);
    const own = places.map((place) => moments[place] ?? []);
    const judged = await forecastLives(model, calibrationOf([...simulated, ...others]), LEVELS, own);
    places.forEach((place, i) => {
      held[place] = judged[i] ?? [];
    });
    await model.close();
  }
  const fitted = await fitWith("all", drawn);
  const simulated = await scoresOfLives(fitted.model, LEVELS, original.calibration);
  const calibration = calibrationOf([...simulated, ...left.flatMap(({ confirmed }) => confirmed)]);
  return { fitted, calibration, training: [...original.training, ...drawn], weight, moments, held };
};

/** As many moments of each life as of `weight` simulated ones. */
const calibrationRows = (
  places: readonly number[],
  field: readonly FieldLife[],
  weight: number,
  random: Random,
): Row[][] =>
  places.flatMap((place) => {
    const { life, rows = [] } = field[place] ?? {};
    const own = random.fork(`calibration ${life?.order}`);
    return Array.from({ length: weight }, () => drawMoments(rows, { anywhere: CALIBRATION_ROWS }, own));
  });
