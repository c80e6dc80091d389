import type { DamageVariable, PhysicsModel } from "../../simulation/physics-model.ts";
import { healthOf } from "../shared/health-of.ts";
import { maintainDamage } from "../shared/maintain-damage.ts";
import { rateFactor } from "../shared/rate-factor.ts";
import parameters from "./parameters.json" with { type: "json" };
import {
  indicatorPercent,
  NOMINAL_PERCENT,
  stepWear,
  type WearLoad,
  type WearParameters,
  type WearState,
} from "./wear-law.ts";

const damage: readonly DamageVariable[] = [
  { component: "machine", failureMode: "wear", state: "wear", rate: "wearRate", rateSpread: parameters.rateSpread },
];

const turningLoad = ({ wear }: WearState, { load }: WearLoad): number => (wear >= 1 ? 0 : load);

/**
 * Any machine of which no more is known than one measure of its wear, its load and about how long it lasts. What that is worth
 * stands in README.md beside this file.
 */
export const genericWear: PhysicsModel = {
  id: "generic-wear",
  parameters,
  loads: { load: { label: "Load", unit: "%", nominal: NOMINAL_PERCENT, min: 0, max: 150 } },
  damage,
  initial: (p: WearParameters, random): WearState => ({ wear: 0, wearRate: rateFactor(p.rateSpread, random) }),
  loadFrom: ({ load = NOMINAL_PERCENT }): WearLoad => ({ load: Math.max(0, load) }),
  step: (state: WearState, load: WearLoad, dtSeconds: number, p: WearParameters) => stepWear(state, load, dtSeconds, p),
  output: (state: WearState, load: WearLoad, p: WearParameters) => ({
    load: turningLoad(state, load),
    wearIndicator: indicatorPercent(state, p),
  }),
  health: (state) => healthOf(damage, state),
  performance: (state: WearState, load: WearLoad) => ({
    throughputPerHour: turningLoad(state, load) / NOMINAL_PERCENT,
    throughputUnit: "full-load h",
    powerKw: 0,
    quality: 1,
  }),
  maintain: (state, component, _parameters, random) => maintainDamage(damage, state, component, random),
  noise: { load: 1, wearIndicator: 3 },
  plannedLoad: () => ({ load: NOMINAL_PERCENT }),
};
