import { TwinError } from "../errors/twin-error.ts";
import type { Random } from "../random/random.ts";
import { simulationErrors } from "./errors.ts";
import { normalizedWeights } from "./normalized-weights.ts";
import { cloudMoves, type ParticleCloud } from "./particle-cloud.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import { systematicResample } from "./systematic-resample.ts";

/**
 * What was measured over one window that ends at `timeMs`: means of scalar channels by channel name, features of
 * waveforms by feature name (`vibration.rms`), and the load they show.
 */
export interface Observation {
  readonly timeMs: number;
  readonly channels: Numbers;
  readonly load: Numbers;
}

/** Equally likely machines. `reason` says why the estimate is still weak; empty if there is nothing to say. */
export interface StateEstimate {
  readonly states: readonly Numbers[];
  readonly observedHours: number;
  readonly reason: string;
}

/** An estimator as plain JSON; one that is restored goes on exactly as the one that was saved. */
export interface EstimatorSnapshot {
  readonly version: 1;
  readonly model: string;
  readonly timeMs: number | null;
  readonly observedHours: number;
  readonly keys: readonly string[];
  readonly states: readonly (readonly number[])[];
  readonly logWeights: readonly number[];
}

export interface EstimatorOptions {
  readonly samples: number;
  readonly random: Random;
  /** What is known before the first observation: the machine is as new, or may have any age (default). */
  readonly prior?: "new" | "unknown";
  /** Goes on from here instead of from the prior. @throws TwinError TWIN-SIMULATION-001 */
  readonly snapshot?: EstimatorSnapshot;
}

export interface Estimator {
  /** False if the observation was not newer than the last one; then nothing changed. */
  observe(observation: Observation): boolean;
  /** The machine stood still, unworn, until this time. */
  pause(timeMs: number): void;
  maintain(component: string | "all", timeMs: number): void;
  estimate(): StateEstimate;
  snapshot(): EstimatorSnapshot;
}

const HOUR_MS = 3_600_000;

/** Across a longer gap than this the measured load says nothing; the plan does. */
const GAP_HOURS = 6;
const MAX_STEPS = 200;
const ENOUGH_HOURS = 24;

/**
 * A particle filter over the hidden state of one machine: damage and wear-rate factors (bootstrap filter, Gordon et al.
 * 1993, with tempered likelihoods, systematic resampling and Liu & West's kernel). Each observation costs O(samples).
 * What is random about an observation depends on its time only, so a restored estimator repeats an uninterrupted one.
 */
export const createEstimator = (model: PhysicsModel, parameters: Numbers, options: EstimatorOptions): Estimator => {
  const { samples, random, prior = "unknown", snapshot: saved } = options;
  const moves = cloudMoves(model, parameters);
  let cloud = saved ? cloudOf(model, parameters, saved) : moves.draw(samples, prior, random.fork("prior"));
  let timeMs = saved?.timeMs ?? undefined;
  let observedHours = saved?.observedHours ?? 0;

  const advance = (from: number, { timeMs: to, load }: Observation, dice: Random): void => {
    const hours = (to - from) / HOUR_MS;
    const steps = Math.min(MAX_STEPS, Math.ceil(hours));
    for (let i = 0; i < steps; i++) {
      const middleMs = from + ((i + 0.5) / steps) * (to - from);
      cloud = moves.advance(cloud, hours > GAP_HOURS ? model.plannedLoad(middleMs) : load, hours / steps, dice);
    }
    if (hours <= GAP_HOURS) observedHours += hours;
  };

  return {
    observe: (observation) => {
      if (timeMs !== undefined && observation.timeMs <= timeMs) return false;
      const dice = random.fork(`observe ${observation.timeMs}`);
      if (timeMs !== undefined) advance(timeMs, observation, dice);
      cloud = moves.weigh(cloud, observation.load, observation.channels, dice);
      timeMs = observation.timeMs;
      return true;
    },
    pause: (until) => {
      timeMs = Math.max(timeMs ?? until, until);
    },
    maintain: (component, at) => {
      cloud = moves.maintain(cloud, component, random.fork(`maintain ${component} ${at}`));
    },
    estimate: () => {
      const weights = normalizedWeights(cloud.logWeights);
      const parents = systematicResample(weights, cloud.states.length, random.fork(`estimate ${timeMs}`));
      const states = Array.from(parents, (parent) => cloud.states[parent] ?? {});
      return { states, observedHours, reason: reasonFor(timeMs, observedHours) };
    },
    snapshot: () => {
      const keys = Object.keys(cloud.states[0] ?? {});
      const states = cloud.states.map((state) => keys.map((key) => state[key] ?? 0));
      const logWeights = Array.from(cloud.logWeights);
      return { version: 1, model: model.id, timeMs: timeMs ?? null, observedHours, keys, states, logWeights };
    },
  };
};

const reasonFor = (timeMs: number | undefined, observedHours: number): string => {
  if (timeMs === undefined) return "nothing was observed yet";
  if (observedHours >= ENOUGH_HOURS) return "";
  return `only ${observedHours.toFixed(1)} h were observed, ${ENOUGH_HOURS} h make an estimate`;
};

const cloudOf = (model: PhysicsModel, parameters: Numbers, saved: EstimatorSnapshot): ParticleCloud => {
  const refuse = (reason: string): never => {
    throw new TwinError(simulationErrors.snapshotMismatch, { model: model.id, reason });
  };
  if (saved.version !== 1) refuse(`version ${saved.version} is unknown`);
  if (saved.model !== model.id) refuse(`it is of ${saved.model}`);
  const known = Object.keys(model.initial(parameters)).sort().join();
  if ([...saved.keys].sort().join() !== known) refuse("it has other state variables");
  if (saved.states.length === 0 || saved.states.length !== saved.logWeights.length) refuse("it is incomplete");
  const numbers = [...saved.states.flat(), ...saved.logWeights];
  if (!numbers.every(Number.isFinite)) refuse("it has values that are no numbers");
  const states = saved.states.map((row) => Object.fromEntries(saved.keys.map((key, i) => [key, row[i] ?? 0])));
  return { states, logWeights: Float64Array.from(saved.logWeights) };
};
