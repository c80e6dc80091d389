import { type BaseFeature, baseFeaturesOf } from "../../models/prognosis/base-features.ts";
import { familiarity } from "../../models/prognosis/familiarity.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { Random } from "../../models/random/random.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../models/twin/twin-state.ts";
import type { AssetEngine, NamedStep } from "../../nodes/rul-predictor/asset-engine.ts";
import { onnxEngine } from "../../nodes/rul-predictor/onnx-engine.ts";
import { physicsEngine } from "../../nodes/rul-predictor/physics-engine.ts";
import type { TrainedModel } from "../../nodes/rul-predictor/shipped-models.ts";
import { type MachineLife, simulateMachine } from "../training/simulate-machine.ts";
import { LATE_SHARE, LATEST_START, LEVELS, MINIMUM_HOURS } from "../training/training-plan.ts";
import type { Moment } from "./moment.ts";

export interface LifeOptions {
  readonly type: AssetType;
  readonly model: PhysicsModel;
  /** One for each component. */
  readonly trained: readonly TrainedModel[];
  readonly momentsPerLife: number;
  /** Of the physics forecast, as in the node. */
  readonly samples: number;
}

const HOUR_MS = 3_600_000;

/**
 * Simulates one machine from new to failure, shows it to both engines hour by hour as the node does, and asks both at random
 * moments of each component's first life.
 *
 * @returns moments by component
 */
export const lifeMoments = async (options: LifeOptions, random: Random): Promise<Record<string, Moment[]>> => {
  const { type, model, trained } = options;
  const bases = baseFeaturesOf(type, model);
  const life = simulateMachine(type, model, bases, random);
  const first = firstHour(life, random.fork("late"));
  const asked = hoursToAsk(life, first, options.momentsPerLife, random.fork("moments"));
  const physics = physicsEngine({
    model,
    parameters: model.parameters,
    hash: "",
    components: model.damage.map(({ component }) => component),
    samples: options.samples,
    minimumHours: 0,
    random: random.fork("filter"),
  });
  const learned = new Map(trained.map((one) => [one.card.component, onnxEngine(type, model, one, 0)]));
  const engines: AssetEngine[] = [physics, ...learned.values()];
  const moments: Record<string, Moment[]> = Object.fromEntries(trained.map(({ card }) => [card.component, []]));

  for (let hour = first; hour < life.windows.length; hour++) {
    const timeMs = life.startMs + (hour + 1) * HOUR_MS;
    for (const [component, hours] of Object.entries(life.renewalHours)) {
      const renewed = hours.find((one) => one > hour - 1 && one <= hour);
      if (renewed !== undefined) tellMaintained(engines, component, life.startMs + renewed * HOUR_MS);
    }
    const step: NamedStep = { timeMs, means: meansOf(bases, life.windows[hour]), runningHours: 1 };
    for (const engine of engines) engine.observe(step);
    const components = asked.get(hour);
    if (!components) continue;
    const state = stateAt(type, timeMs);
    const fromPhysics = await physics.forecast(state);
    for (const component of components) {
      const one = trained.find(({ card }) => card.component === component);
      const own = fromPhysics.find((outcome) => outcome.component === component)?.distribution;
      const [other] = (await learned.get(component)?.forecast(state)) ?? [];
      if (!one || !own || !other?.distribution) continue;
      moments[component]?.push({
        rulHours: (life.failureHours[component] ?? 0) - hour - 1,
        physicsHours: quantilesOf(own),
        learnedHours: quantilesOf(other.distribution),
        familiarity: familiarity(other.inputs, one.card.features, other.widening),
      });
    }
  }
  return moments;
};

const quantilesOf = (given: RulDistribution): number[] =>
  LEVELS.map((p) => Number(given.quantileHours(p).toPrecision(6)));

const tellMaintained = (engines: readonly AssetEngine[], component: string, timeMs: number): void => {
  for (const engine of engines) if (engine.components.includes(component)) engine.maintained(component, timeMs);
};

const meansOf = (bases: readonly BaseFeature[], values: Float64Array | undefined): Map<string, number> =>
  new Map(bases.flatMap(({ name, source }, i) => (source === "measured" ? [[name, values?.[i] ?? Number.NaN]] : [])));

/** A quarter of the machines get their twin in the middle of their life. */
const firstHour = ({ failureHours }: MachineLife, random: Random): number =>
  random.next() < LATE_SHARE ? Math.floor(random.next() * LATEST_START * Math.min(...Object.values(failureHours))) : 0;

/** Components to be asked about, by hour: evenly over each component's life after a day of history. */
const hoursToAsk = (life: MachineLife, first: number, count: number, random: Random): Map<number, string[]> => {
  const asked = new Map<number, string[]>();
  for (const [component, failure] of Object.entries(life.failureHours)) {
    const from = first + MINIMUM_HOURS;
    const until = Math.floor(failure);
    for (let i = 0; i < count && until > from; i++) {
      const hour = Math.floor(from + random.next() * (until - from));
      asked.set(hour, [...(asked.get(hour) ?? []), component]);
    }
  }
  return asked;
};

/** What the engines read of a twin's state beside the steps of history. */
const stateAt = (type: AssetType, timeMs: number): TwinState => ({
  schema: TWIN_STATE_TAG,
  asset: "simulated",
  assetType: type.id,
  time: timeMs,
  operatingState: "running",
  operatingHours: 0,
  channels: {},
  features: {},
  featureUnits: {},
  components: {},
  alarms: [],
  maintainedAt: {},
});
