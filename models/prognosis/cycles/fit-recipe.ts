import type { CycleKind, CycleRecipe, Quantity, Regime, Setting } from "./cycle-recipe.ts";
import { findRegimes } from "./find-regimes.ts";
import { fitFactors } from "./fit-factors.ts";
import { nearestRegime } from "./nearest-regime.ts";
import { normalisedCycle } from "./normalised-cycle.ts";

/** One cycle of a training machine: settings and channels, in the order of the columns. */
export interface Cycle {
  readonly settings: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** What a recipe is fitted by. */
export interface RecipePlan {
  readonly settings: readonly Setting[];
  readonly channels: readonly Quantity[];
  readonly factors: number;
  readonly kinds: readonly CycleKind[];
  readonly indices: Pick<CycleRecipe["indices"], "pairs" | "triples" | "clip">;
  /** Scaled distance within which cycles belong to one operating condition. */
  readonly radius: number;
  readonly mostRegimes: number;
  readonly fewestCycles: number;
  readonly clip: number;
}

/** A spread under this share of the mean is rounding: the channel is constant there. */
const CONSTANT_SHARE = 1e-7;
/** More digits than the data have, and the same numbers in a card as in use. */
const DIGITS = 10;

/**
 * The recipe that whole training lives give, its health indices still without weights: the operating conditions, mean and
 * standard deviation of each channel there, and the factors. Channels that are constant everywhere are left out.
 *
 * @returns undefined if the settings don't gather in `mostRegimes` conditions, or too few channels vary
 */
export const fitRecipe = (plan: RecipePlan, lives: readonly (readonly Cycle[])[]): CycleRecipe | undefined => {
  const cycles = lives.flat();
  const settings = cycles.map((cycle) => cycle.settings);
  const centres = findRegimes(plan.settings, settings, plan.radius, plan.mostRegimes);
  if (!centres || centres.length === 0) return undefined;
  const places = centres.map((centre) => ({ settings: centre }));
  const regimeOf = (cycle: Cycle): number => nearestRegime(plan.settings, places, cycle.settings).at;
  const members = centres.map((): Cycle[] => []);
  for (const cycle of cycles) members[regimeOf(cycle)]?.push(cycle);
  const described = centres.map((centre, r) => describe(plan, centre, members[r] ?? [], cycles.length));
  const varies = plan.channels.map((_, i) => described.some(({ spread }) => (spread[i] ?? 0) > 0));
  const kept = <T>(list: ArrayLike<T>): T[] => Array.from(list).filter((_, i) => varies[i]);
  const channels = kept(plan.channels);
  if (channels.length < plan.factors) return undefined;
  const regimes = described.map((one) => ({ ...one, mean: kept(one.mean), spread: kept(one.spread) }));
  const normalised = lives.map((life) => {
    const at = life.map(regimeOf);
    const z = life.flatMap((cycle, t) => normalised1(plan, regimes[at[t] ?? 0], kept(cycle.values)));
    return { regimes: at, z: Float64Array.from(z) };
  });
  const factors = fitFactors(normalised, channels.length, regimes.length, plan.factors);
  return {
    settings: [...plan.settings],
    channels,
    regimes: regimes.map((regime, r) => ({ ...regime, ...roundedFactors(factors[r]) })),
    reach: plan.radius,
    fewestCycles: plan.fewestCycles,
    clip: plan.clip,
    factors: plan.factors,
    kinds: [...plan.kinds],
    indices: { ...plan.indices, pairs: [...plan.indices.pairs], mean: [], spread: [], weights: [] },
  };
};

type Described = Omit<Regime, "offset" | "gain">;

const normalised1 = (plan: RecipePlan, regime: Described | undefined, values: ArrayLike<number>): number[] =>
  regime ? normalisedCycle(plan, regime, values).map((value) => (Number.isNaN(value) ? 0 : value)) : [];

const describe = (plan: RecipePlan, settings: Float64Array, members: readonly Cycle[], all: number): Described => {
  const mean = plan.channels.map((_, i) => average(members, ({ values }) => values[i] ?? Number.NaN));
  const spread = mean.map((centre, i) => {
    const deviation = Math.sqrt(average(members, ({ values }) => ((values[i] ?? Number.NaN) - centre) ** 2));
    return deviation > CONSTANT_SHARE * Math.abs(centre) ? rounded(deviation) : 0;
  });
  return {
    settings: Array.from(settings, rounded),
    share: rounded(members.length / all),
    mean: mean.map(rounded),
    spread,
  };
};

const average = (cycles: readonly Cycle[], of: (cycle: Cycle) => number): number =>
  cycles.reduce((sum, cycle) => sum + of(cycle), 0) / cycles.length;

const roundedFactors = (given: Pick<Regime, "offset" | "gain"> | undefined): Pick<Regime, "offset" | "gain"> => ({
  offset: (given?.offset ?? []).map(rounded),
  gain: (given?.gain ?? []).map((row) => row.map(rounded)),
});

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
