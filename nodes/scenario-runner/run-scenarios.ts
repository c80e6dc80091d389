import { type Comparison, compareSlices } from "../../models/simulation/compare.ts";
import { habitualLoad } from "../../models/simulation/load-habit.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import { SCENARIO_RESULT_TAG, type Scenario, type ScenarioResult } from "../../models/simulation/scenario-result.ts";
import { optionsOf } from "./options-of.ts";
import type { Physics } from "./physics.ts";
import type { ScenarioRunnerConfig } from "./schema.ts";

/** All that a run needs, taken when it was asked for: what happens to the twin meanwhile does not change the answer. */
export interface ScenarioJob {
  readonly asset: string;
  readonly assetType: string;
  readonly timeMs: number;
  readonly fromMs: number;
  readonly states: readonly Numbers[];
  readonly habit: Numbers;
  readonly horizonHours: number;
  readonly scenarios: readonly Scenario[];
  readonly flowRevision: string;
  readonly modelHash: string;
}

/** Lets other work of the process go first. */
export type Breathe = () => Promise<void>;

/** A sample takes about a millisecond. */
const SAMPLES_IN_ONE_GO = 5;

/**
 * Runs the scenarios of one job in slices of some five milliseconds.
 *
 * @returns undefined if the signal was aborted
 * @throws TwinError TWIN-SIMULATION-002 to -006
 */
export const runScenarios = async (
  { model, parameters }: Physics,
  job: ScenarioJob,
  config: ScenarioRunnerConfig,
  breathe: Breathe,
  signal: AbortSignal,
): Promise<ScenarioResult | undefined> => {
  const options = {
    ...optionsOf(config, job.asset, job.timeMs, job.horizonHours),
    planned: habitualLoad(model, job.habit),
  };
  const slices = compareSlices(model, parameters, job.states, job.scenarios, options);
  for (let count = 1; ; count++) {
    const { done, value } = slices.next();
    if (done) return resultOf(job, config, value, unitOf(model, parameters, job.states[0] ?? {}));
    if (count % SAMPLES_IN_ONE_GO === 0) await breathe();
    if (signal.aborted) return undefined;
  }
};

const unitOf = (model: Physics["model"], parameters: Numbers, state: Numbers): string =>
  model.performance(state, model.loadFrom({}), parameters).throughputUnit;

const resultOf = (
  job: ScenarioJob,
  config: ScenarioRunnerConfig,
  comparison: Comparison,
  throughputUnit: string,
): ScenarioResult => ({
  schema: SCENARIO_RESULT_TAG,
  asset: job.asset,
  assetType: job.assetType,
  time: job.timeMs,
  horizonHours: job.horizonHours,
  confidence: config.confidencePercent / 100,
  samples: config.samples,
  seed: config.seed,
  currency: config.currency,
  throughputUnit,
  ...comparison,
  lineage: { flowRevision: job.flowRevision, modelHash: job.modelHash, fromMs: job.fromMs, toMs: job.timeMs },
});
