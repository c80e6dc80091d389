import { type CycleHistory, firstCountsOf, halfLivesOf } from "./cycle-history.ts";
import type { CycleKind, CycleRecipe } from "./cycle-recipe.ts";
import { levelOf, meanOf, slopeOf } from "./weighted-line.ts";

/** Reads one kind of one factor from a history. */
export type KindReader = (history: CycleHistory, factor: number) => number;

/** How each of these kinds is read from a history of this recipe. */
export const kindReaders = (recipe: CycleRecipe, kinds: readonly CycleKind[]): KindReader[] => {
  const halfLives = halfLivesOf(recipe);
  const counts = firstCountsOf(recipe);
  return kinds.map((one): KindReader => {
    if (one.kind === "average") return ({ average }, factor) => average[factor] ?? Number.NaN;
    const place = halfLives.indexOf(one.halfLife);
    const first = "cycles" in one ? counts.indexOf(one.cycles) : -1;
    return ({ lines, firsts }, factor) => {
      const line = lines[place];
      if (!line) return Number.NaN;
      if (one.kind === "mean") return meanOf(line, factor);
      if (one.kind === "slope") return slopeOf(line, factor, one.ridge);
      if (one.kind === "level") return levelOf(line, factor, one.ridge);
      return meanOf(line, factor) - (firsts[first]?.[factor] ?? Number.NaN);
    };
  });
};
