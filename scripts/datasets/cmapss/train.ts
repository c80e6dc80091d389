import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { matrixOf } from "../../training/feature-table.ts";
import { metricsOf } from "../../training/metrics-of.ts";
import { writeCard } from "../../training/write-card.ts";
import { writeExpected } from "../../training/write-expected.ts";
import { crossValidate } from "./cross-validate.ts";
import { cmapssErrors } from "./errors.ts";
import { fitEngines } from "./fit-engines.ts";
import { CUTS, FOLDS, LEVELS, LONGEST_CYCLES } from "./fit-plan.ts";
import { modelContent } from "./model-content.ts";
import { readTraining } from "./read-set.ts";
import { type Scores, scoreForecasts } from "./score-forecasts.ts";

/** A calibration needs 10 lives, and each fold's is made of the other folds. */
const FEWEST_ENGINES = 15;
const BAND_EDGES_CYCLES = [0, 25, 50, 100];

const PROTOCOL =
  `Cross-validation over engines: each in one of ${FOLDS} groups, forecast by a model, features and calibration of the others, ` +
  `after ${CUTS} cycles drawn at random of those that an official test could end at; truths held at ${LONGEST_CYCLES}. ` +
  "Within one engine the moments are not independent. The model itself is of all engines.";

/** Steps of one training, for a progress bar. */
export const TRAINING_STEPS = FOLDS + 1;

/**
 * Trains on the engines of `train_SUBSET.txt` in `data` and writes model.onnx, card.json, card.html and expected.json to
 * `out`. The same seed gives the same files.
 *
 * @param done is called after each of TRAINING_STEPS steps
 * @throws TwinError TWIN-CMAPSS-001 to -007, -010, -011, TWIN-TRAINING-001 and -002
 */
export const trainSubset = async (
  { data, subset, out, seed }: { data: string; subset: string; out: string; seed: number },
  done: () => void,
): Promise<ModelCard> => {
  const set = await readTraining(data, subset);
  const found = set.engines.length;
  if (found < FEWEST_ENGINES)
    throw new TwinError(cmapssErrors.tooFewEngines, { file: set.file, found, wanted: FEWEST_ENGINES });
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-training-"));
  try {
    const { calibration, lives } = await crossValidate(set, subset, scratch, seed, done);
    const fitted = await fitEngines(join(scratch, "all"), set, subset, seed);
    const scores = numbersOf(scoreForecasts(lives));
    const judged = lives.flat().map((one) => ({ ...one, truth: Math.min(one.truth, LONGEST_CYCLES) }));
    const metrics = { ...metricsOf(judged, PROTOCOL, lives.length, BAND_EDGES_CYCLES), scores };
    await mkdir(out, { recursive: true });
    await copyFile(fitted.file, join(out, "model.onnx"));
    const content = modelContent(subset, set, fitted, calibration, metrics, seed);
    const source = {
      fitted: fitted.file,
      hash: fitted.model.hash,
      matrix: matrixOf(fitted.lives.flat()),
      width: content.features.length,
    };
    await writeExpected(join(out, "expected.json"), source, LEVELS);
    const card = await writeCard(out, content);
    await fitted.model.close();
    done();
    return card;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

const numbersOf = (scores: Scores): Record<string, number> =>
  Object.fromEntries(Object.entries(scores).filter((one): one is [string, number] => typeof one[1] === "number"));
