import { physicsModels } from "../../../models/assets/index.ts";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../../models/twin/twin-state.ts";
import { HOUR_MS, measure, START_MS } from "../simulation/life-of.ts";

const pump = physicsModels["centrifugal-pump"];
if (!pump) throw new Error("there is no pump");

/** One state an hour of a pump that starts with this wear and runs by its plan, but for what is `driven` otherwise. */
export const pumpStates = (hours: number, start: Numbers = {}, asset = "pump-1", driven: Numbers = {}): TwinState[] => {
  const random = createRandom(4);
  let state: Numbers = { ...pump.initial(pump.parameters), ...start };
  return Array.from({ length: hours }, (_, hour) => {
    const time = START_MS + (hour + 1) * HOUR_MS;
    const load = { ...pump.plannedLoad(time - HOUR_MS / 2), ...driven };
    state = pump.step(state, load, 3600, pump.parameters);
    const measured = measure(pump, state, load, random);
    return stateOf(
      asset,
      time,
      Object.fromEntries(Object.entries(measured).map(([name, value]) => [`${name}.mean`, value])),
    );
  });
};

export const stateOf = (asset: string, time: number, features: Numbers, more: Partial<TwinState> = {}): TwinState => ({
  schema: TWIN_STATE_TAG,
  asset,
  assetType: "centrifugal-pump",
  time,
  operatingState: "running",
  operatingHours: 0,
  channels: {},
  features,
  featureUnits: {},
  components: {},
  alarms: [],
  maintainedAt: {},
  ...more,
});
