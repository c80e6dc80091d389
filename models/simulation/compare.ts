import type { Random } from "../random/random.ts";
import { loadUncertainty } from "./load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import { predictSlices, type RepairTimes } from "./predict.ts";
import type { Prices } from "./prices.ts";
import type { RateUncertainty } from "./rate-course.ts";
import { sampleInterval } from "./sample-interval.ts";
import { checkScenario, scenarioLoad } from "./scenario-load.ts";
import type { Estimate, Scenario, ScenarioOutcome, ScenarioResult } from "./scenario-result.ts";
import { difference, quantitiesOf, type ScenarioSamples, scenarioSamples } from "./scenario-samples.ts";

export interface CompareOptions {
  readonly startMs: number;
  readonly horizonHours: number;
  /** Component lives are followed until here; longer ones count as this long. */
  readonly lifeHorizonHours: number;
  readonly stepSeconds: number;
  readonly random: Random;
  /** Share of the samples within each interval, 0 to 1. */
  readonly confidence: number;
  readonly prices: Prices;
  readonly repair: RepairTimes;
  /** What the machine does as it is; default the model's plan. */
  readonly planned?: (timeMs: number) => Numbers;
  /** Relative standard deviation of the future load. */
  readonly loadRelativeSd?: number;
  readonly rates?: RateUncertainty;
}

export type Comparison = Pick<ScenarioResult, "asItIs" | "outcomes">;

/**
 * Scenarios against "as it is", from the same present states, under the same load noise and the same course of wear rates
 * (common random numbers; Law, Simulation Modeling and Analysis, ch. 11.2), best by money first. Intervals span the
 * samples: what may happen, not how well its mean is known.
 *
 * @param states equally likely present states, one a sample
 * @throws TwinError TWIN-SIMULATION-002 to -006
 */
export const compare = (
  model: PhysicsModel,
  parameters: Numbers,
  states: readonly Numbers[],
  scenarios: readonly Scenario[],
  options: CompareOptions,
): Comparison => {
  const slices = compareSlices(model, parameters, states, scenarios, options);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
};

/** As `compare`, pausing after each sample of each scenario. */
export function* compareSlices(
  model: PhysicsModel,
  parameters: Numbers,
  states: readonly Numbers[],
  scenarios: readonly Scenario[],
  options: CompareOptions,
): Generator<void, Comparison> {
  for (const scenario of scenarios) checkScenario(model, scenario);
  const base = yield* runScenario(model, parameters, states, { name: "as it is" }, options);
  const runs: { scenario: Scenario; samples: ScenarioSamples }[] = [];
  for (const scenario of scenarios) {
    runs.push({ scenario, samples: yield* runScenario(model, parameters, states, scenario, options) });
  }
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  runs.sort((a, b) => mean(b.samples.money) - mean(a.samples.money));
  const lives = mapLives(base, (hours) => sampleInterval(hours, options.confidence));
  return {
    asItIs: { ...quantitiesOf(base, options.confidence), componentLifeHours: lives },
    outcomes: runs.map(({ scenario, samples }, i) => outcomeOf(scenario, samples, base, options.confidence, i + 1)),
  };
}

function* runScenario(
  model: PhysicsModel,
  parameters: Numbers,
  states: readonly Numbers[],
  scenario: Scenario,
  options: CompareOptions,
): Generator<void, ScenarioSamples> {
  const { random, startMs, loadRelativeSd: relativeSd, planned = model.plannedLoad } = options;
  const { maintenanceAfterHours: afterHours, maintainComponent: component = "all" } = scenario;
  const noise = { random, startMs, ...(relativeSd === undefined ? {} : { relativeSd }) };
  const load = loadUncertainty(model, scenarioLoad(model, scenario, planned), noise);
  const maintenance = afterHours === undefined ? {} : { maintenance: { afterHours, component } };
  const prediction = yield* predictSlices(model, parameters, states, load, { ...options, ...maintenance });
  return scenarioSamples(prediction, options.prices);
}

const outcomeOf = (
  scenario: Scenario,
  samples: ScenarioSamples,
  base: ScenarioSamples,
  confidence: number,
  rank: number,
): ScenarioOutcome => ({
  rank,
  scenario,
  absolute: quantitiesOf(samples, confidence),
  difference: quantitiesOf(samples, confidence, base),
  componentLifeHours: mapLives(samples, (hours, component) => ({
    absolute: sampleInterval(hours, confidence),
    difference: sampleInterval(difference(hours, base.lifeHours[component] ?? hours), confidence),
  })),
  probabilityOfFailure: samples.probabilityOfFailure,
});

const mapLives = <T extends Estimate | object>(
  { lifeHours }: ScenarioSamples,
  map: (hours: Float64Array, component: string) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(lifeHours).map(([component, hours]) => [component, map(hours, component)]));
