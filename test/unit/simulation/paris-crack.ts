import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";

const METRES_AT_FAILURE = 0.02;
const METRES_AS_NEW = 0.001;
const EXPONENT = 3;
const CONSTANT = 1e-11;
const CYCLES_PER_HOUR = 3600;

/** Hours from one crack length to another at a stress range, in closed form (Paris & Erdogan 1963, exponent 3). */
export const hoursToGrow = (fromM: number, toM: number, stressMpa: number): number => {
  const power = 1 - EXPONENT / 2;
  const rate = CONSTANT * (stressMpa * Math.sqrt(Math.PI)) ** EXPONENT * CYCLES_PER_HOUR;
  return (toM ** power - fromM ** power) / (power * rate);
};

/** Damage of a crack length: 0 as new, 1 at failure. */
export const damageOfCrack = (metres: number): number => (metres - METRES_AS_NEW) / (METRES_AT_FAILURE - METRES_AS_NEW);

export const crackOfDamage = (damage: number): number => METRES_AS_NEW + damage * (METRES_AT_FAILURE - METRES_AS_NEW);

/** A shaft with one crack, grown by explicit Euler steps of Paris's law. */
export const parisCrack: PhysicsModel = {
  id: "paris-crack",
  parameters: {},
  loads: { stress: { label: "Stress range", unit: "MPa", nominal: 40, min: 0, max: 100 } },
  damage: [{ component: "shaft", failureMode: "crack", state: "damage", rateSpread: 0 }],
  initial: () => ({ damage: 0 }),
  loadFrom: (channels) => ({ stress: channels["stress"] ?? 40 }),
  step: (state, load, dtSeconds) => {
    const crack = crackOfDamage(state["damage"] ?? 0);
    const intensity = (load["stress"] ?? 0) * Math.sqrt(Math.PI * crack);
    const grown = crack + CONSTANT * intensity ** EXPONENT * CYCLES_PER_HOUR * (dtSeconds / 3600);
    return { damage: Math.min(1, damageOfCrack(grown)) };
  },
  output: () => ({}),
  health: (state) => ({ shaft: 1 - (state["damage"] ?? 0) }),
  performance: () => ({ throughputPerHour: 1, throughputUnit: "h", powerKw: 1, quality: 1 }),
  maintain: () => ({ damage: 0 }),
  noise: {},
  plannedLoad: () => ({ stress: 40 }),
};
