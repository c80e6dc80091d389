import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";

/**
 * A press whose two parts wear at a constant rate under a constant load, faster with the cube of the speed: everything
 * about it is known in closed form. The life of a part at nominal speed is `lifeHours` / its factor.
 */
export const linearWear: PhysicsModel = {
  id: "linear-wear",
  parameters: { seatLifeHours: 1000, screwLifeHours: 4000, factorLogSd: 0.2 },
  loads: { speed: { label: "Speed", unit: "1/min", nominal: 100, min: 0, max: 150 } },
  damage: [
    { component: "seat", failureMode: "abrasion", state: "seatDamage", rate: "seatFactor", rateSpread: 0.2 },
    { component: "screw", failureMode: "fatigue", state: "screwDamage", rate: "screwFactor", rateSpread: 0.2 },
  ],
  initial: (parameters, random) => {
    const factor = () => (random ? Math.exp((parameters["factorLogSd"] ?? 0) * random.normal()) : 1);
    return { seatDamage: 0, screwDamage: 0, seatFactor: factor(), screwFactor: factor() };
  },
  loadFrom: (channels) => ({ speed: channels["speed"] ?? 100 }),
  step: (state, load, dtSeconds, parameters) => {
    const wear = ((load["speed"] ?? 0) / 100) ** 3 * (dtSeconds / 3600);
    const worn = (damage = 0, factor = 1, lifeHours = 1) => Math.min(1, damage + (wear * factor) / lifeHours);
    return {
      ...state,
      seatDamage: worn(state["seatDamage"], state["seatFactor"], parameters["seatLifeHours"]),
      screwDamage: worn(state["screwDamage"], state["screwFactor"], parameters["screwLifeHours"]),
    };
  },
  output: (state, load) => ({
    speed: load["speed"] ?? 0,
    leakage: 2 + 10 * (state["seatDamage"] ?? 0),
    vibration: 1 + (4 * (state["screwDamage"] ?? 0) * (load["speed"] ?? 0)) / 100,
  }),
  health: (state) => ({ seat: 1 - (state["seatDamage"] ?? 0), screw: 1 - (state["screwDamage"] ?? 0) }),
  performance: (state, load) => ({
    throughputPerHour: load["speed"] ?? 0,
    throughputUnit: "pieces",
    powerKw: ((load["speed"] ?? 0) / 100) ** 2,
    quality: 1 - 0.1 * (state["seatDamage"] ?? 0),
  }),
  maintain: (state, component) => ({
    ...state,
    ...(component === "seat" || component === "all" ? { seatDamage: 0 } : {}),
    ...(component === "screw" || component === "all" ? { screwDamage: 0 } : {}),
  }),
  noise: { speed: 0.5, leakage: 0.5, vibration: 0.3 },
  plannedLoad: () => ({ speed: 100 }),
};
