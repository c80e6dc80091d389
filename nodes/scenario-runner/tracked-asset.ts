import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom } from "../../models/random/random.ts";
import { createEstimator, type EstimatorSnapshot } from "../../models/simulation/estimator.ts";
import { type LoadHabit, learnHabit } from "../../models/simulation/load-habit.ts";
import { observationOfState } from "../../models/simulation/observation-of-state.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import { briefState } from "../../models/twin/brief-state.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { Physics } from "./physics.ts";

/** What is kept of an asset between two starts. */
export interface SavedAsset {
  readonly version: 1;
  readonly estimator: EstimatorSnapshot;
  readonly habit: LoadHabit;
  readonly maintainedAt: Numbers;
  readonly firstMs: number;
  /** Time of the newest state that the estimator observed. */
  readonly observedMs?: number;
}

/** One asset as the scenario runner knows it: its newest time, its estimated state, how it is driven. */
export interface TrackedAsset {
  readonly asset: string;
  /** Time of the newest state, epoch milliseconds. */
  timeMs(): number;
  /** Where what is known of it begins. */
  firstMs(): number;
  habit(): LoadHabit;
  /** `count` equally likely present states; none before the machine was first seen running. */
  states(count: number): readonly Numbers[];
  follow(state: TwinState): void;
  /** What `follow` reads of a state. */
  brief(state: TwinState): TwinState;
  save(): SavedAsset;
}

/** Windows come by the hour; states in between bring nothing new. */
const OBSERVE_EVERY_MS = 3_600_000;

/** Enough for the filter, however few samples the scenarios run with. */
const PARTICLES = 300;

/**
 * Follows the states of one asset.
 *
 * @param saved of an earlier run; one that does not fit is left, and `onMismatch` told
 */
export const trackAsset = (
  asset: string,
  { model, parameters, ranThrough, read }: Physics,
  seed: number,
  saved: SavedAsset | undefined,
  onMismatch: (error: unknown) => void,
): TrackedAsset => {
  const random = createRandom(seed).fork(`estimate ${asset}`);
  const options = { samples: PARTICLES, random };
  const restored = (known: SavedAsset) => {
    try {
      return createEstimator(model, parameters, { ...options, snapshot: known.estimator });
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      onMismatch(error);
      return undefined;
    }
  };
  const continued = saved && restored(saved);
  const estimator = continued ?? createEstimator(model, parameters, options);
  let habit: LoadHabit = saved?.habit ?? {};
  let maintainedAt: Numbers = saved?.maintainedAt ?? {};
  let timeMs = Number.NEGATIVE_INFINITY;
  let firstMs = continued ? saved?.firstMs : undefined;
  let observedMs = continued ? (saved?.observedMs ?? continued.snapshot().timeMs ?? Number.NaN) : Number.NaN;
  let seen = Number.isFinite(observedMs);

  const renewMaintained = (state: TwinState): void => {
    for (const [component, at] of Object.entries(state.maintainedAt)) {
      const known = component === "all" || model.damage.some((one) => one.component === component);
      if (!known || at <= (maintainedAt[component] ?? Number.NEGATIVE_INFINITY)) continue;
      if (seen) estimator.maintain(component, at);
    }
    maintainedAt = { ...maintainedAt, ...state.maintainedAt };
  };

  return {
    asset,
    timeMs: () => timeMs,
    firstMs: () => firstMs ?? timeMs,
    habit: () => habit,
    states: (count) => {
      if (!seen) return [];
      const particles = estimator.estimate().states;
      return Array.from(
        { length: count },
        (_, i) => particles[Math.floor(((i + 0.5) * particles.length) / count)] ?? {},
      );
    },
    follow: (state) => {
      if (state.time < timeMs) return;
      timeMs = state.time;
      renewMaintained(state);
      if (!ranThrough(state)) {
        if (seen) estimator.pause(state.time);
        return;
      }
      if (seen && state.time - observedMs < OBSERVE_EVERY_MS) return;
      const observation = observationOfState(model, state);
      if (Object.keys(observation.channels).length === 0) return;
      seen = estimator.observe(observation) || seen;
      habit = learnHabit(model, habit, observation);
      observedMs = state.time;
      firstMs ??= state.lineage?.fromMs ?? state.time;
    },
    brief: (state) => briefState(state, read),
    save: () => ({
      version: 1,
      estimator: estimator.snapshot(),
      habit,
      maintainedAt,
      firstMs: firstMs ?? timeMs,
      ...(seen ? { observedMs } : {}),
    }),
  };
};
