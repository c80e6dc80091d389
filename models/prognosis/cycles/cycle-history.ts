import type { CycleRecipe } from "./cycle-recipe.ts";
import { nearestRegime } from "./nearest-regime.ts";
import { addToLine, emptyLine, type Line } from "./weighted-line.ts";

/**
 * What is kept of one machine's cycles: its size depends on the recipe only. Plain numbers, so that it can be kept as JSON.
 * `now` is the newest normalised value of each channel, `unseen` for how many cycles it was not measured.
 */
export interface CycleHistory {
  cycles: number;
  /** Place of the regime of the newest cycle whose settings were known, -1 before; and how far off it was. */
  regime: number;
  distance: number;
  readonly now: number[];
  readonly unseen: number[];
  /** One for each half-life of the recipe. */
  readonly lines: Line[];
  /** Means of the first cycles, one list for each count of the recipe. */
  readonly firsts: number[][];
}

/** Half-lives that the recipe's kinds need, in rising order. */
export const halfLivesOf = ({ kinds }: Pick<CycleRecipe, "kinds">): number[] =>
  [...new Set(kinds.flatMap((one) => ("halfLife" in one ? [one.halfLife] : [])))].sort((a, b) => a - b);

/** Counts of first cycles that the recipe's kinds need, in rising order. */
export const firstCountsOf = ({ kinds }: Pick<CycleRecipe, "kinds">): number[] =>
  [...new Set(kinds.flatMap((one) => ("cycles" in one ? [one.cycles] : [])))].sort((a, b) => a - b);

export const emptyCycleHistory = (recipe: CycleRecipe): CycleHistory => {
  const zeros = (): number[] => recipe.channels.map(() => 0);
  return {
    cycles: 0,
    regime: -1,
    distance: 0,
    now: zeros(),
    unseen: zeros(),
    lines: halfLivesOf(recipe).map(() => emptyLine(recipe.channels.length)),
    firsts: firstCountsOf(recipe).map(zeros),
  };
};

/**
 * Takes one cycle into the history, in place. O(channels × half-lives).
 *
 * A channel that was not measured (NaN) stays at its last normalised value, or at 0, the training engines' mean, if there was
 * none; unknown settings leave the regime as it was, or the most usual one if there was none.
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
  recipe.channels.forEach((_, i) => {
    const value = values[i] ?? Number.NaN;
    history.unseen[i] = Number.isFinite(value) ? 0 : (history.unseen[i] ?? 0) + 1;
    if (!Number.isFinite(value)) return;
    const spread = regime?.spread[i] ?? 0;
    const scaled = spread > 0 ? (value - (regime?.mean[i] ?? Number.NaN)) / spread : 0;
    history.now[i] = Math.max(-recipe.clip, Math.min(recipe.clip, scaled));
  });
  history.cycles++;
  halfLivesOf(recipe).forEach((halfLife, i) => {
    const line = history.lines[i];
    if (line) addToLine(line, history.now, halfLife);
  });
  firstCountsOf(recipe).forEach((count, i) => {
    if (history.cycles <= count) addToMean(history.firsts[i], history.now, history.cycles);
  });
};

const mostUsual = ({ regimes }: CycleRecipe) => regimes.toSorted((a, b) => b.share - a.share)[0];

const addToMean = (means: number[] | undefined, values: readonly number[], count: number): void => {
  means?.forEach((mean, i) => {
    means[i] = mean + ((values[i] ?? Number.NaN) - mean) / count;
  });
};
