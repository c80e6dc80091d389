import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import { baseFeaturesOf } from "../../../models/prognosis/base-features.ts";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../../models/twin/twin-state.ts";

export const START_MS = Date.UTC(2026, 0, 5);
export const HOUR_MS = 3_600_000;

export interface SimulatedLife {
  readonly states: readonly TwinState[];
  /** Hours from the first state's start to the failure of the component. */
  readonly failureHours: number;
}

/**
 * The twin states, one an hour, of a machine with scalar channels that is run by its plan until `component` fails; other
 * components are maintained when they fail.
 */
export const lifeOf = (assetType: string, component: string, seed: number, asset = "machine-1"): SimulatedLife => {
  const type = assetTypes[assetType];
  const model = physicsModels[assetType];
  const damage = model?.damage.find((one) => one.component === component);
  if (!type || !model || !damage) throw new Error(`no ${component} of ${assetType}`);
  const random = createRandom(seed).fork("a machine for a test");
  const units = Object.fromEntries(baseFeaturesOf(type, model).map(({ name, unit }) => [name, unit]));
  let state: Numbers = model.initial(model.parameters, random);
  const states: TwinState[] = [];
  const maintainedAt: Record<string, number> = {};
  for (let hour = 1; ; hour++) {
    const load = model.plannedLoad(START_MS + (hour - 0.5) * HOUR_MS);
    state = model.step(state, load, 3600, model.parameters);
    if ((state[damage.state] ?? 0) >= 1) return { states, failureHours: hour };
    for (const other of model.damage) {
      if ((state[other.state] ?? 0) < 1) continue;
      state = model.maintain(state, other.component, model.parameters, random);
      maintainedAt[other.component] = START_MS + hour * HOUR_MS;
    }
    const output = Object.entries(model.output(state, load, model.parameters));
    const features = output.map(([channel, value]) => [
      `${channel}.mean`,
      value + (model.noise[channel] ?? 0) * 0.5 * random.normal(),
    ]);
    states.push({
      ...blankState(asset, assetType, hour),
      features: Object.fromEntries(features),
      featureUnits: units,
      maintainedAt: { ...maintainedAt },
      components: { [component]: { health: model.health(state)[component] ?? null, reason: "simulated" } },
    });
  }
};

/** A running machine, `hour` hours after the start, that nothing was measured of. */
export const blankState = (asset: string, assetType: string, hour: number): TwinState => ({
  schema: TWIN_STATE_TAG,
  asset,
  assetType,
  time: START_MS + hour * HOUR_MS,
  operatingState: "running",
  operatingHours: hour,
  channels: {},
  features: {},
  featureUnits: {},
  components: {},
  alarms: [],
  maintainedAt: {},
});
