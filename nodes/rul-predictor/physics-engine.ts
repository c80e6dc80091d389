import { physicsDrivers } from "../../models/prognosis/physics-drivers.ts";
import { sampleDistribution } from "../../models/prognosis/sample-distribution.ts";
import type { Random } from "../../models/random/random.ts";
import { createEstimator, type EstimatorSnapshot } from "../../models/simulation/estimator.ts";
import { habitualLoad, type LoadHabit, learnHabit } from "../../models/simulation/load-habit.ts";
import { type LoadScatter, learnScatter, meanRatioOf, scatterOf } from "../../models/simulation/load-scatter.ts";
import { loadUncertainty } from "../../models/simulation/load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { LoadChange } from "../../models/simulation/planned-load.ts";
import { predictSlices } from "../../models/simulation/predict.ts";
import { withoutChannels } from "../../models/twin/doubted-channels.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { AssetEngine, Outcome } from "./asset-engine.ts";

export interface PhysicsEngineOptions {
  readonly model: PhysicsModel;
  readonly parameters: Numbers;
  /** SHA-256 over the model's id and parameters. */
  readonly hash: string;
  readonly components: readonly string[];
  readonly samples: number;
  readonly minimumHours: number;
  readonly random: Random;
  /** How the machine will be run; absent: as it was. */
  readonly future?: LoadChange | undefined;
}

/** Of a state it reads the time alone. */
export interface PhysicsEngine extends AssetEngine {
  forecast(state: Pick<TwinState, "time">): Promise<readonly Outcome[]>;
}

interface Kept {
  readonly startedMs: number;
  readonly estimator: EstimatorSnapshot;
  readonly habit: LoadHabit;
  /** Absent in what an older version kept. */
  readonly scatter?: LoadScatter;
}

/** Failures further off than this are "at least": five years. */
const HORIZON_HOURS = 43_800;
const STEP_HOURS = 2;
/** A deviation from the plan lasts about so long. */
const LOAD_MEMORY_HOURS = 150;
/** Samples run between two breaths of the event loop. */
const SLICE = 10;
const NONE: ReadonlySet<string> = new Set();

/**
 * Forecasts components of one asset by its physics: estimates the state from the history and runs it forward.
 *
 * @param history what `keep` gave before a restart
 * @throws TwinError TWIN-SIMULATION-001 if it is not of this model
 */
export const physicsEngine = (options: PhysicsEngineOptions, history?: unknown): PhysicsEngine => {
  const { model, parameters, components, samples, random } = options;
  const kept = history as Kept | undefined;
  const snapshot = kept ? { snapshot: kept.estimator } : {};
  const estimator = createEstimator(model, parameters, { samples, random: random.fork("estimator"), ...snapshot });
  let habit: LoadHabit = kept?.habit ?? {};
  let scatter: LoadScatter = kept?.scatter ?? {};
  let startedMs = kept?.startedMs ?? Number.NaN;

  const runForward = async (states: readonly Numbers[], startMs: number, planned: (timeMs: number) => Numbers) => {
    const dice = random.fork(`forecast ${startMs}`);
    const futureLoad = loadUncertainty(model, planned, {
      random: dice.fork("load"),
      startMs,
      relativeSd: scatterOf(model, scatter),
      memoryHours: LOAD_MEMORY_HOURS,
      startsKnown: true,
    });
    const run = predictSlices(model, parameters, states, futureLoad, {
      startMs,
      horizonHours: 0,
      lifeHorizonHours: HORIZON_HOURS,
      stepSeconds: STEP_HOURS * 3600,
      random: dice,
      account: false,
    });
    for (let i = 1; ; i++) {
      const { done, value } = run.next();
      if (done) return value;
      if (i % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const keep = (): Kept => ({ startedMs, estimator: estimator.snapshot(), habit, scatter });

  return {
    name: "physics",
    components,
    observe: ({ timeMs, means, runningHours, doubted = NONE }) => {
      if (runningHours === 0) return estimator.pause(timeMs);
      const channels: Record<string, number> = {};
      for (const [name, value] of means) if (!Number.isNaN(value)) channels[name.replace(/\.mean$/, "")] = value;
      // a sensor in doubt says nothing of the wear; what the load was is known no better without it
      const observation = { timeMs, channels: withoutChannels(channels, doubted), load: model.loadFrom(channels) };
      estimator.observe(observation);
      habit = learnHabit(model, habit, observation);
      scatter = learnScatter(model, scatter, observation);
      if (Number.isNaN(startedMs)) startedMs = timeMs;
    },
    maintained: (component, timeMs) => estimator.maintain(component, timeMs),
    forecast: async ({ time }) => {
      const { states, observedHours, reason } = estimator.estimate();
      const base = {
        engine: "physics" as const,
        model: { name: model.id, hash: options.hash },
        fromMs: Number.isNaN(startedMs) ? time : startedMs,
        drivers: [],
        inputs: {},
      };
      if (observedHours < options.minimumHours) {
        const missing = `not enough history yet: ${observedHours.toFixed(0)} h of ${options.minimumHours} h`;
        return components.map((component) => ({ ...base, component, reason: missing }));
      }
      // before the first breath: the history may go on while the samples run
      const physics = { model: model.id, parameters, samples, seed: random.seed, history: keep() };
      const asItWas = habitualLoad(model, habit, { startMs: time, ratios: meanRatioOf(model, scatter) });
      const ahead = options.future?.(asItWas);
      const { timeOfEventHours } = await runForward(states, time, asItWas);
      const planned = ahead && (await runForward(states, time, ahead)).timeOfEventHours;
      return components.map((component): Outcome => {
        const times = timeOfEventHours[component] ?? new Float64Array();
        return {
          ...base,
          component,
          distribution: sampleDistribution(times, HORIZON_HOURS),
          ...(planned ? { planned: sampleDistribution(planned[component] ?? [], HORIZON_HOURS) } : {}),
          reason,
          drivers: physicsDrivers(model, parameters, component, states, ahead ?? asItWas, ahead ? {} : habit, time),
          inputs: inputsOf(model, states, habit),
          basis: { physics },
        };
      });
    },
    keep,
  };
};

/** Mean and standard deviation of the state samples, and the load's ratio to its plan. */
const inputsOf = (model: PhysicsModel, states: readonly Numbers[], habit: LoadHabit): Numbers => {
  const inputs: Record<string, number> = { samples: states.length };
  for (const key of Object.keys(states[0] ?? {})) {
    const values = states.map((state) => state[key] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    inputs[`${key}.mean`] = mean;
    inputs[`${key}.sd`] = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  }
  for (const name of Object.keys(model.loads)) inputs[`${name}.overPlan`] = habit[name] ?? 1;
  return inputs;
};
