import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../progress-bar.ts";
import { crossValidate } from "./cross-validate.ts";
import { CUTS, FOLDS } from "./fit-plan.ts";
import { forecastEngines } from "./forecast-engines.ts";
import { loadCycleModel } from "./load-model.ts";
import { readTest, readTraining, type TestFiles } from "./read-set.ts";
import { type Scores, scoreForecasts } from "./score-forecasts.ts";

/** What an evaluation found, with how it was done and on which data. */
export interface Evaluation extends Scores {
  readonly dataset: "cmapss";
  readonly subset: string;
  readonly protocol: string;
  /** SHA-256, hex. */
  readonly dataHash: string;
  readonly model: string;
}

/** The official protocol: one forecast for each test engine, after its last cycle. */
export const evaluateTest = async (
  { data, subset, model: folder, ...files }: { data: string; subset: string; model: string } & TestFiles,
  progress: Progress,
): Promise<Evaluation> => {
  const test = await readTest(data, subset, files);
  const loaded = await loadCycleModel(folder);
  progress.begin(test.engines.length);
  const lives = await forecastEngines(loaded, test.engines, progress.step);
  await loaded.model.close();
  const protocol = "one forecast for each test engine, after its last cycle";
  return {
    dataset: "cmapss",
    subset,
    protocol,
    dataHash: test.sha256,
    model: loaded.model.hash,
    ...scoreForecasts(lives),
  };
};

/** Cross-validation over the training engines, for subsets whose test files are not at hand. */
export const evaluateByCrossValidation = async (
  { data, subset, seed }: { data: string; subset: string; seed: number },
  progress: Progress,
): Promise<Evaluation> => {
  const set = await readTraining(data, subset);
  progress.begin(FOLDS);
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-evaluation-"));
  try {
    const { lives } = await crossValidate(set, subset, scratch, seed, progress.step);
    const protocol = `cross-validation over engines in ${FOLDS} groups, each engine after ${CUTS} random cycles, seed ${seed}`;
    return { dataset: "cmapss", subset, protocol, dataHash: set.sha256, model: "", ...scoreForecasts(lives) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
