import { physicsModels } from "../../models/assets/index.ts";
import { createRandom, hashText, type Random } from "../../models/random/random.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { MachinePlan } from "./machine-plans.ts";
import type { SensorFault } from "./sensor-fault.ts";

/** What one machine has become and has been told; plain JSON, so that a stopped plant goes on where it was. */
export interface MachineMemory {
  readonly state: Numbers;
  /** Loads that somebody has set, in place of the production plan's. */
  readonly setInputs: Numbers;
  /** By load: the plant time at which a set input goes back to the plan by itself, epoch ms. */
  readonly inputsUntil?: Numbers;
  readonly maintenances: number;
  /** By channel: what is wrong with its sensor. */
  readonly sensorFaults?: Readonly<Record<string, SensorFault>>;
}

export interface Machine {
  readonly asset: string;
  readonly plan: MachinePlan;
  readonly model: PhysicsModel;
  memory: MachineMemory;
}

const HOUR_S = 3600;
const HOUR_MS = 3_600_000;
const LONGEST_LIFE_H = 20_000;

/** The component that has failed, or undefined while the machine is fit to run. */
export const failedComponent = ({ model, memory }: Machine): string | undefined =>
  model.damage.find(({ state }) => (memory.state[state] ?? 0) >= 1)?.component;

/** Numbers of one thing at one time: the same seed, name and time always give the same ones, also after a restart. */
export const randomAt = (seed: number, name: string, timeMs: number): Random =>
  createRandom(seed ^ hashText(`${name}@${timeMs}`));

/**
 * The load that acts on a machine: the plan of the shift, which production meets only roughly (another deviation each
 * hour), and what was set by hand in its place, exactly.
 */
export const loadAt = ({ asset, model, memory, plan }: Machine, seed: number, timeMs: number): Numbers => {
  const load: Record<string, number> = { ...model.plannedLoad(timeMs) };
  const hour = Math.floor(timeMs / HOUR_MS);
  for (const [name, spread] of Object.entries(plan.loadSpread)) {
    const deviation = spread * randomAt(seed, `${asset}.${name}`, hour).normal();
    load[name] = (load[name] ?? 0) * (1 + deviation);
  }
  return Object.assign(load, memory.setInputs);
};

/**
 * A machine that has run before the demonstration begins, so that it will last about `plan.remainingHours` more.
 *
 * @param seed of the plant: the machine's hidden wear rates follow from it
 */
export const usedMachine = (asset: string, plan: MachinePlan, seed: number, startMs: number): Machine => {
  const model = physicsModels[plan.type];
  if (!model) throw new Error(`there is no physics of ${plan.type}`);
  const asNew = model.initial(model.parameters, createRandom(seed ^ hashText(asset)));
  const life: Numbers[] = [];
  let state = asNew;
  for (let hour = 0; hour < LONGEST_LIFE_H && model.damage.every((one) => (state[one.state] ?? 0) < 1); hour++) {
    life.push(state);
    state = model.step(state, model.plannedLoad(startMs + hour * HOUR_MS), HOUR_S, model.parameters);
  }
  const used = life[Math.max(0, life.length - plan.remainingHours)] ?? asNew;
  return { asset, plan, model, memory: { state: used, setInputs: {}, maintenances: 0 } };
};
