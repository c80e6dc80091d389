import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { type Machine, thisMachine } from "../bench/machine.ts";
import { type Evaluation, evaluateByCrossValidation, evaluateTest } from "../datasets/cmapss/evaluate.ts";
import { trainSubset } from "../datasets/cmapss/train.ts";
import { evaluateByLeavingOneOut, type Evaluation as FemtoEvaluation } from "../datasets/femto/evaluate.ts";
import type { Progress } from "../datasets/progress-bar.ts";

const SUBSETS = ["FD001", "FD002", "FD003", "FD004"];

export interface SubsetAccuracy extends Evaluation {
  /** Of the model that was judged by the official test; absent where the test is not at hand. */
  readonly card?: ModelCard;
  readonly seconds: number;
}

/** All that the public data sets say about the accuracy of forecasts. */
export interface Accuracy {
  readonly machine: Machine;
  /** ISO 8601 */
  readonly date: string;
  readonly seed: number;
  readonly turbofans: readonly SubsetAccuracy[];
  readonly bearings: FemtoEvaluation;
}

/**
 * The official test where it is at hand, cross-validation elsewhere; bearings by leaving one out.
 *
 * @param data holds cmapss/ and femto/
 * @param progress is told of each of the five
 */
export const measureAccuracy = async (data: string, seed: number, progress: Progress): Promise<Accuracy> => {
  const [machine, date] = [thisMachine(), new Date().toISOString()];
  progress.begin(SUBSETS.length + 1);
  const turbofans: SubsetAccuracy[] = [];
  for (const subset of SUBSETS) {
    turbofans.push(await measureSubset(join(data, "cmapss"), subset, seed));
    progress.step();
  }
  const steps = { reading: SILENT, fitting: SILENT };
  const bearings = await evaluateByLeavingOneOut({ data: join(data, "femto"), seed }, steps);
  progress.step();
  return { machine, date, seed, turbofans, bearings };
};

const SILENT: Progress = { begin: () => {}, step: () => {} };

const measureSubset = async (data: string, subset: string, seed: number): Promise<SubsetAccuracy> => {
  const from = Date.now();
  const seconds = (): number => (Date.now() - from) / 1000;
  const isThere = (name: string): boolean => existsSync(join(data, name)) || existsSync(join(data, `${name}.gz`));
  if (![`test_${subset}.txt`, `RUL_${subset}.txt`].every(isThere)) {
    return { ...(await evaluateByCrossValidation({ data, subset, seed }, SILENT)), seconds: seconds() };
  }
  const out = await mkdtemp(join(tmpdir(), "twinloom-accuracy-"));
  try {
    const card = await trainSubset({ data, subset, out, seed }, SILENT.step);
    return { ...(await evaluateTest({ data, subset, model: out }, SILENT)), card, seconds: seconds() };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};
