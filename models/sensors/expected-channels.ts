import type { Numbers, PhysicsModel } from "../simulation/physics-model.ts";
import { type Fit, reconcile, type Unknown } from "./reconcile.ts";

/** One channel beside what all the others say that it should be. */
export interface Expected {
  /** What the physics and the other channels say; its own reading had no part in it. */
  readonly value: number;
  /** Standard deviation of measured less expected. */
  readonly sd: number;
  /** By how much all channels fit each other better without this one: chi-squared with one degree of freedom while none is wrong. */
  readonly evidence: number;
  /** How badly the others fit each other without it, in chi-squared: small if it is the only one that is off. */
  readonly rest: number;
}

/** What is remembered of a machine between two windows: its temperatures and the damage that was found. Plain JSON. */
export interface PhysicsMemory {
  readonly state: Numbers;
  readonly timeMs: number;
}

/** A window's means of channels, and how many samples each is of. */
export interface WindowMeans {
  readonly fromMs: number;
  readonly toMs: number;
  readonly means: Numbers;
  readonly counts: Numbers;
}

/** A failed machine stands: no window with damage beyond is compared. */
const MOST_DAMAGE = 0.98;
/** Where some measured quantity goes with the square of a damage, its slope at 0 is none: a fit begins beside it. */
const LEAST_START = 0.05;
/** Long enough for any of a machine's temperatures to settle. */
const SETTLE_SECONDS = 10 * 86_400;
const STEPS_A_WINDOW = 6;
/** Variance of what the model does not explain within a window, in that of one sample. */
const MODEL_VARIANCE = 0.04;

/**
 * What the physics and the other channels let a channel be, in a window that the machine ran through. The load and every damage
 * are unknown and fitted to all channels at once, and then to all but the one in question. Temperatures lag behind the load: by
 * how much, a simulation under the measured load says. What a channel gains by being left out is the generalised likelihood
 * ratio of "it has an offset" against "none has" (Narasimhan & Mah, AIChE J. 33(9), 1987; Mah & Tamhane's measurement test where
 * the model is linear).
 *
 * @param asked channels to tell the expectation of
 * @param distrusted channels that have no say
 */
export const expectedChannels = (
  model: PhysicsModel,
  { fromMs, toMs, means, counts }: WindowMeans,
  before: PhysicsMemory | undefined,
  asked: readonly string[],
  distrusted: ReadonlySet<string>,
): { readonly expected: Readonly<Record<string, Expected>>; readonly memory: PhysicsMemory } => {
  const { parameters } = model;
  const names = Object.keys(model.output(model.initial(parameters), model.loadFrom({}), parameters)).filter((name) =>
    Number.isFinite(means[name]),
  );
  const trusted = names.filter((name) => !distrusted.has(name));
  const load = model.loadFrom(Object.fromEntries(trusted.map((name) => [name, means[name] ?? 0])));
  const start = before?.state ?? settled(model, model.initial(parameters), load);
  const lag = lagOf(model, start, load, (toMs - (before?.timeMs ?? fromMs)) / 1000);
  const { unknowns, read } = unknownsOf(model, start, load);
  const measured = names.map((name) => means[name] ?? 0);
  const noise = names.map((name) => sdOf(model, name, counts[name] ?? 1));
  const compute = (values: readonly number[]): number[] => {
    const { state, load: under } = read(values);
    const computed = model.output(settled(model, state, under), under, parameters);
    return names.map((name) => (computed[name] ?? 0) + (lag.channels[name] ?? 0));
  };
  const fitTo = (has: (name: string) => boolean, from: readonly Unknown[]): Fit =>
    reconcile(
      measured,
      noise.map((sd, i) => (has(names[i] ?? "") ? sd : Number.POSITIVE_INFINITY)),
      from,
      compute,
    );
  const all = fitTo((name) => !distrusted.has(name), unknowns);
  const found = unknowns.map((unknown, j) => ({
    ...unknown,
    start: Math.max(all.values[j] ?? unknown.start, unknown.min + LEAST_START * (unknown.max - unknown.min)),
  }));
  const expected: Record<string, Expected> = {};
  for (const name of asked) {
    const place = names.indexOf(name);
    if (place < 0) continue;
    const fit = distrusted.has(name) ? all : fitTo((other) => other !== name && !distrusted.has(other), found);
    const sd = Math.hypot(noise[place] ?? 0, fit.sdOf(place));
    expected[name] = {
      value: fit.computed[place] ?? 0,
      sd,
      evidence: Math.max(0, all.cost - fit.cost),
      rest: fit.cost,
    };
  }
  const { state } = read(all.values);
  const damages = Object.fromEntries(model.damage.map(({ state: key }) => [key, state[key] ?? 0]));
  return { expected, memory: { state: { ...lag.state, ...damages }, timeMs: toMs } };
};

const sdOf = (model: PhysicsModel, name: string, count: number): number =>
  (model.noise[name] || 1) * Math.sqrt(1 / Math.max(1, count) + MODEL_VARIANCE);

/** The state with all temperatures settled and not a bit older. */
const settled = (model: PhysicsModel, state: Numbers, load: Numbers): Numbers =>
  model.step(withoutWear(model, state), load, SETTLE_SECONDS, model.parameters);

const withoutWear = (model: PhysicsModel, state: Numbers): Numbers => {
  const still: Record<string, number> = { ...state };
  for (const { rate } of model.damage) if (rate !== undefined) still[rate] = 0;
  return still;
};

/** What temperatures that still move add to the channels of a settled machine, on average over a window, and the state at its end. */
const lagOf = (model: PhysicsModel, start: Numbers, load: Numbers, seconds: number) => {
  const { parameters } = model;
  const rest = model.output(settled(model, start, load), load, parameters);
  const channels: Record<string, number> = {};
  let state = withoutWear(model, start);
  for (let i = 0; i < STEPS_A_WINDOW; i++) {
    state = model.step(state, load, seconds / STEPS_A_WINDOW, parameters);
    const now = model.output(state, load, parameters);
    for (const name in now) {
      channels[name] = (channels[name] ?? 0) + ((now[name] ?? 0) - (rest[name] ?? 0)) / STEPS_A_WINDOW;
    }
  }
  return { channels, state };
};

const unknownsOf = (model: PhysicsModel, start: Numbers, load: Numbers) => {
  const loads = Object.keys(load);
  const damages = model.damage.map(({ state }) => state);
  const unknowns: Unknown[] = [
    ...loads.map((name): Unknown => {
      const at = load[name] ?? 0;
      const { min, max } = model.loads[name] ?? { min: at - 100, max: at + 100 };
      return { start: at, min, max };
    }),
    ...damages.map((name): Unknown => ({ start: Math.max(LEAST_START, start[name] ?? 0), min: 0, max: MOST_DAMAGE })),
  ];
  const read = (values: readonly number[]): { readonly state: Numbers; readonly load: Numbers } => ({
    load: Object.fromEntries(loads.map((name, i) => [name, values[i] ?? 0])),
    state: { ...start, ...Object.fromEntries(damages.map((name, i) => [name, values[loads.length + i] ?? 0])) },
  });
  return { unknowns, read };
};
