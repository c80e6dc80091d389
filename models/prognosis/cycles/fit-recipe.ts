import type { CycleKind, CycleRecipe, Quantity, Regime, Setting } from "./cycle-recipe.ts";
import { findRegimes } from "./find-regimes.ts";
import { nearestRegime } from "./nearest-regime.ts";

/** Cycles of training machines: settings and channels of each, in the order of the columns. */
export interface Cycle {
  readonly settings: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** What a recipe is fitted by. */
export interface RecipePlan {
  readonly settings: readonly Setting[];
  readonly channels: readonly Quantity[];
  readonly kinds: readonly CycleKind[];
  /** Scaled distance within which cycles belong to one operating condition. */
  readonly radius: number;
  readonly mostRegimes: number;
  readonly clip: number;
}

/** A spread under this share of the mean is rounding: the channel is constant there. */
const CONSTANT_SHARE = 1e-7;

/**
 * The recipe that training cycles give: their operating conditions, and mean and standard deviation of each channel there.
 * Channels that are constant everywhere are left out.
 *
 * @returns undefined if the settings don't gather in `mostRegimes` conditions, or no channel varies
 */
export const fitRecipe = (plan: RecipePlan, cycles: readonly Cycle[]): CycleRecipe | undefined => {
  const centres = findRegimes(
    plan.settings,
    cycles.map(({ settings }) => settings),
    plan.radius,
    plan.mostRegimes,
  );
  if (!centres || centres.length === 0) return undefined;
  const places = centres.map((settings) => ({ settings }));
  const members = centres.map((): Cycle[] => []);
  for (const cycle of cycles) members[nearestRegime(plan.settings, places, cycle.settings).at]?.push(cycle);
  const regimes = centres.map((settings, r) => describe(plan, settings, members[r] ?? [], cycles.length));
  const varies = plan.channels.map((_, i) => regimes.some(({ spread }) => (spread[i] ?? 0) > 0));
  if (!varies.includes(true)) return undefined;
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => varies[i]);
  return {
    settings: [...plan.settings],
    channels: kept(plan.channels),
    regimes: regimes.map((regime) => ({ ...regime, mean: kept(regime.mean), spread: kept(regime.spread) })),
    reach: plan.radius,
    clip: plan.clip,
    kinds: [...plan.kinds],
  };
};

const describe = (plan: RecipePlan, settings: Float64Array, members: readonly Cycle[], all: number): Regime => {
  const mean = plan.channels.map((_, i) => average(members, ({ values }) => values[i] ?? Number.NaN));
  const spread = mean.map((centre, i) => {
    const deviation = Math.sqrt(average(members, ({ values }) => ((values[i] ?? Number.NaN) - centre) ** 2));
    return deviation > CONSTANT_SHARE * Math.abs(centre) ? deviation : 0;
  });
  return { settings: [...settings], share: members.length / all, mean, spread };
};

const average = (cycles: readonly Cycle[], of: (cycle: Cycle) => number): number =>
  cycles.reduce((sum, cycle) => sum + of(cycle), 0) / cycles.length;
