import { physicsModels } from "../../models/assets/index.ts";
import { createRandom, hashText, type Random } from "../../models/random/random.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";

/** What one machine of the plant is and has been told; plain JSON, so that a stopped plant goes on where it was. */
export interface MachineMemory {
  state: Numbers;
  /** Loads that somebody has set, in place of the production plan's. */
  setInputs: Record<string, number>;
  maintenances: number;
}

export interface Machine {
  readonly asset: string;
  readonly type: string;
  readonly model: PhysicsModel;
  memory: MachineMemory;
}

const HOUR_S = 3600;
const LONGEST_LIFE_H = 20_000;

export const hasFailed = ({ model, memory }: Machine): boolean =>
  model.damage.some(({ state }) => (memory.state[state] ?? 0) >= 1);

/** The load that acts on a machine: the plan of the shift, and what was set by hand in its place. */
export const loadAt = ({ model, memory }: Machine, timeMs: number): Numbers => ({
  ...model.plannedLoad(timeMs),
  ...memory.setInputs,
});

/** Numbers of one machine at one time: the same seed, machine and time always give the same ones. */
export const randomAt = (seed: number, asset: string, timeMs: number): Random =>
  createRandom(seed ^ hashText(`${asset}@${timeMs}`));

/**
 * A machine that has run before the demonstration begins, so that it will last `remainingHours` more at the planned load.
 *
 * @param seed of the plant: the machine's hidden wear rates follow from it
 */
export const usedMachine = (
  asset: string,
  type: string,
  seed: number,
  startMs: number,
  remainingHours: number,
): Machine => {
  const model = physicsModels[type];
  if (!model) throw new Error(`there is no physics of ${type}`);
  const random = createRandom(seed ^ hashText(asset));
  const asNew = model.initial(model.parameters, random);
  const life: Numbers[] = [];
  let state = asNew;
  for (let hour = 0; hour < LONGEST_LIFE_H && !model.damage.some((one) => (state[one.state] ?? 0) >= 1); hour++) {
    life.push(state);
    state = model.step(state, model.plannedLoad(startMs + hour * 3_600_000), HOUR_S, model.parameters);
  }
  const used = life[Math.max(0, life.length - Math.round(remainingHours))] ?? asNew;
  return { asset, type, model, memory: { state: used, setInputs: {}, maintenances: 0 } };
};
