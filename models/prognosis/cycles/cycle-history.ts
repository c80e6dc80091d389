import type { CycleKind, CycleRecipe, Regime } from "./cycle-recipe.ts";
import { nearestRegime } from "./nearest-regime.ts";
import { normalisedCycle } from "./normalised-cycle.ts";
import { addToLine, emptyLine, type Line } from "./weighted-line.ts";

/**
 * What is kept of one machine's cycles: its size depends on the recipe only. Plain numbers, so that it can be kept as JSON.
 * `normalised` is the newest normalised value of each channel, `unseen` for how many cycles it was not measured.
 */
export interface CycleHistory {
  cycles: number;
  /** Place of the regime of the newest cycle whose settings were known, -1 before; and how far off it was. */
  regime: number;
  distance: number;
  readonly normalised: number[];
  readonly unseen: number[];
  /** Mean of each factor over all cycles. */
  readonly average: number[];
  /** One for each half-life of the recipe. */
  readonly lines: Line[];
  /** Means of each factor over the first cycles, one list for each count of the recipe. */
  readonly firsts: number[][];
}

const allKinds = ({ kinds, indices }: CycleRecipe): CycleKind[] => [...kinds, ...indices.pairs, indices.triples];

/** Half-lives that the recipe's kinds need, in rising order. */
export const halfLivesOf = (recipe: CycleRecipe): number[] =>
  [...new Set(allKinds(recipe).flatMap((one) => ("halfLife" in one ? [one.halfLife] : [])))].sort((a, b) => a - b);

/** Counts of first cycles that the recipe's kinds need, in rising order. */
export const firstCountsOf = (recipe: CycleRecipe): number[] =>
  [...new Set(allKinds(recipe).flatMap((one) => ("cycles" in one ? [one.cycles] : [])))].sort((a, b) => a - b);

export const emptyCycleHistory = (recipe: CycleRecipe): CycleHistory => {
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);
  return {
    cycles: 0,
    regime: -1,
    distance: 0,
    normalised: zeros(recipe.channels.length),
    unseen: zeros(recipe.channels.length),
    average: zeros(recipe.factors),
    lines: halfLivesOf(recipe).map(() => emptyLine(recipe.factors)),
    firsts: firstCountsOf(recipe).map(() => zeros(recipe.factors)),
  };
};

/**
 * Takes one cycle into the history, in place. O(factors × (channels + half-lives)).
 *
 * A channel that was not measured (NaN) stays at its last normalised value, or at 0, the training machines' mean, if there
 * was none; unknown settings leave the regime as it was, or the most usual one if there was none.
 *
 * @param settings in the order and units of the recipe's settings
 * @param values in the order and units of the recipe's channels
 */
export const addCycle = (
  history: CycleHistory,
  recipe: CycleRecipe,
  settings: ArrayLike<number>,
  values: ArrayLike<number>,
): void => {
  const { at, distance } = nearestRegime(recipe.settings, recipe.regimes, settings);
  if (at >= 0) Object.assign(history, { regime: at, distance });
  const regime = recipe.regimes[history.regime] ?? mostUsual(recipe);
  if (!regime) return;
  normalisedCycle(recipe, regime, values).forEach((value, i) => {
    const measured = !Number.isNaN(value);
    history.unseen[i] = measured ? 0 : (history.unseen[i] ?? 0) + 1;
    if (measured) history.normalised[i] = value;
  });
  const factors = factorsOf(regime, history.normalised);
  history.cycles++;
  halfLivesOf(recipe).forEach((halfLife, i) => {
    const line = history.lines[i];
    if (line) addToLine(line, factors, halfLife);
  });
  addToMean(history.average, factors, history.cycles);
  firstCountsOf(recipe).forEach((count, i) => {
    if (history.cycles <= count) addToMean(history.firsts[i], factors, history.cycles);
  });
};

const mostUsual = ({ regimes }: CycleRecipe): Regime | undefined => regimes.toSorted((a, b) => b.share - a.share)[0];

const factorsOf = ({ gain, offset }: Regime, normalised: readonly number[]): number[] =>
  gain.map((row) => row.reduce((sum, weight, i) => sum + weight * ((normalised[i] ?? 0) - (offset[i] ?? 0)), 0));

const addToMean = (means: number[] | undefined, values: readonly number[], count: number): void => {
  means?.forEach((mean, i) => {
    means[i] = mean + ((values[i] ?? Number.NaN) - mean) / count;
  });
};
