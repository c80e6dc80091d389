import type { Random } from "../random/random.ts";
import { channelLikelihood } from "./channel-likelihood.ts";
import { type HiddenFactor, hiddenFactors } from "./hidden-factors.ts";
import { type Coordinate, kernelMove } from "./kernel-move.ts";
import { effectiveSampleSize, normalizedWeights } from "./normalized-weights.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import { systematicResample } from "./systematic-resample.ts";
import { temperedExponent } from "./tempered-exponent.ts";

/** Machines that could be the one observed, each with the log of its weight. */
export interface ParticleCloud {
  readonly states: readonly Numbers[];
  readonly logWeights: Float64Array;
}

/** A machine's wear rate keeps to itself about this long, then it drifts: half a year of operation. */
const RATE_MEMORY_HOURS = 10_000;

/** Below this damage the scale of the kernel is linear, above it logarithmic: damage is rate × time, a factor. */
const DAMAGE_SCALE = 0.01;

/** A machine that is running has not failed. */
const MOST_DAMAGE = 0.999;
const FAILED_LOG_LIKELIHOOD = -10;
/** Share of the damage in which an overdue machine may be. */
const LAST_STRETCH = 0.3;

const MINIMUM_SHARE = 0.5;
const MAX_STAGES = 30;

/** The moves of a particle cloud under one model. All are pure; randomness is handed in. */
export const cloudMoves = (model: PhysicsModel, parameters: Numbers) => {
  const likelihoodOf = channelLikelihood(model, parameters);
  const factors = hiddenFactors(model);
  const damageKeys = model.damage.map(({ state }) => state);
  const coordinates = [...damageKeys.map(damageCoordinate), ...factors.map(factorCoordinate)];

  /**
   * Machines as new, or (`unknown`) of any age: the fourth power of a uniform number, as a machine
   * that a twin meets is young more often than old, and half of all have less than 7 % of damage.
   */
  const draw = (count: number, prior: "new" | "unknown", random: Random): ParticleCloud => ({
    states: Array.from({ length: count }, () => {
      const state: Record<string, number> = { ...model.initial(parameters, random) };
      if (prior === "unknown") for (const key of damageKeys) state[key] = Math.max(state[key] ?? 0, age(random));
      return state;
    }),
    logWeights: new Float64Array(count),
  });

  /**
   * If every particle has failed and the machine runs on, the model was wrong about when: its last stretch begins again, with
   * particles that differ, so that the measurements can choose.
   */
  const overdue = (states: readonly Numbers[], random: Random): readonly Numbers[] => {
    const keys = damageKeys.filter((key) => states.every((state) => (state[key] ?? 0) >= 1));
    if (keys.length === 0) return states;
    return states.map((state) => ({
      ...state,
      ...Object.fromEntries(keys.map((key) => [key, MOST_DAMAGE * (1 - LAST_STRETCH * random.next())])),
    }));
  };

  const advance = (cloud: ParticleCloud, load: Numbers, hours: number, random: Random): ParticleCloud => {
    const keep = Math.exp(-hours / RATE_MEMORY_HOURS);
    const scatter = Math.sqrt(1 - keep * keep);
    return {
      ...cloud,
      states: overdue(cloud.states, random).map((state) => {
        const drifted: Record<string, number> = { ...state };
        for (const factor of factors)
          drifted[factor.key] = drift(drifted[factor.key] ?? 1, factor, keep, scatter, random);
        return model.step(drifted, load, hours * 3600, parameters);
      }),
    };
  };

  const logLikelihoods = (states: readonly Numbers[], load: Numbers, channels: Numbers): Float64Array => {
    const likelihood = likelihoodOf(channels);
    return Float64Array.from(states, (state) => {
      const failed = damageKeys.some((key) => (state[key] ?? 0) >= 1);
      return likelihood(state, load) + (failed ? FAILED_LOG_LIKELIHOOD : 0);
    });
  };

  /** Equally weighted descendants, scattered by the kernel. */
  const renew = ({ states, logWeights }: ParticleCloud, random: Random): ParticleCloud => {
    const parents = systematicResample(normalizedWeights(logWeights), states.length, random);
    const children = Array.from(parents, (parent) => states[parent] ?? {});
    return { states: kernelMove(children, coordinates, random), logWeights: new Float64Array(states.length) };
  };

  /** The cloud after measured channels, in as many stages as keep at least half of it alive. */
  const weigh = (cloud: ParticleCloud, load: Numbers, channels: Numbers, random: Random): ParticleCloud => {
    const minimumSize = MINIMUM_SHARE * cloud.states.length;
    let current = cloud;
    let left = 1;
    for (let stage = 0; stage < MAX_STAGES && left > 0; stage++) {
      const fits = logLikelihoods(current.states, load, channels);
      const exponent = stage === MAX_STAGES - 1 ? left : temperedExponent(current.logWeights, fits, left, minimumSize);
      const logWeights = current.logWeights.map((log, i) => log + exponent * (fits[i] ?? 0));
      left -= exponent;
      current = { states: current.states, logWeights };
      if (left > 0 || effectiveSampleSize(normalizedWeights(logWeights)) < minimumSize)
        current = renew(current, random);
    }
    return current;
  };

  const maintain = (cloud: ParticleCloud, component: string | "all", random: Random): ParticleCloud => ({
    ...cloud,
    states: cloud.states.map((state) => model.maintain(state, component, parameters, random)),
  });

  return { draw, advance, weigh, maintain };
};

const age = (random: Random): number => MOST_DAMAGE * random.next() ** 4;

const drift = (value: number, factor: HiddenFactor, keep: number, scatter: number, random: Random): number =>
  Math.exp(keep * Math.log(value) + scatter * factor.logSd * random.normal());

const damageCoordinate = (key: string): Coordinate => ({
  key,
  to: (damage) => Math.log(damage + DAMAGE_SCALE),
  from: (coordinate) => Math.min(MOST_DAMAGE, Math.max(0, Math.exp(coordinate) - DAMAGE_SCALE)),
});

const factorCoordinate = ({ key }: HiddenFactor): Coordinate => ({ key, to: Math.log, from: Math.exp });
