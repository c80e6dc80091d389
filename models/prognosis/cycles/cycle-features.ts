import { type CycleHistory, firstCountsOf, halfLivesOf } from "./cycle-history.ts";
import type { CycleKind, CycleRecipe } from "./cycle-recipe.ts";
import { levelOf, meanOf, slopeOf } from "./weighted-line.ts";

/** The one feature that belongs to no channel: cycles since the history began. */
export const CYCLES = "cycles";

/** UCUM code of a count of cycles. */
export const CYCLE_UNIT = "{cycle}";

/** `T50/slope20`: what is computed from a channel, with its half-life or count of first cycles. */
const kindName = (one: CycleKind): string =>
  `${one.kind}${"halfLife" in one ? one.halfLife : ""}${"cycles" in one ? `${"halfLife" in one ? "-" : ""}${one.cycles}` : ""}`;

/** Name and unit of each feature, in the order of the vector. Normalised channels have no unit ("1"). */
export const cycleFeatures = (recipe: Pick<CycleRecipe, "channels" | "kinds">): { name: string; unit: string }[] => [
  ...recipe.channels.flatMap((channel) =>
    recipe.kinds.map((kind) => ({
      name: `${channel.name}/${kindName(kind)}`,
      unit: kind.kind === "slope" ? "/{cycle}" : "1",
    })),
  ),
  { name: CYCLES, unit: CYCLE_UNIT },
];

/** The vector in the order of `cycleFeatures`, of all cycles up to the newest and of no later one. */
export const cycleVector = (history: CycleHistory, recipe: CycleRecipe): Float64Array => {
  const halfLives = halfLivesOf(recipe);
  const counts = firstCountsOf(recipe);
  const readers = recipe.kinds.map((one) => {
    const line = "halfLife" in one ? history.lines[halfLives.indexOf(one.halfLife)] : undefined;
    const first = "cycles" in one ? history.firsts[counts.indexOf(one.cycles)] : undefined;
    return (i: number): number => {
      if (one.kind === "now") return history.now[i] ?? Number.NaN;
      if (one.kind === "first") return first?.[i] ?? Number.NaN;
      if (!line) return Number.NaN;
      if (one.kind === "mean") return meanOf(line, i);
      if (one.kind === "drift") return meanOf(line, i) - (first?.[i] ?? Number.NaN);
      return one.kind === "slope" ? slopeOf(line, i, one.ridge) : levelOf(line, i, one.ridge);
    };
  });
  const vector = new Float64Array(recipe.channels.length * readers.length + 1);
  recipe.channels.forEach((_, i) => {
    readers.forEach((read, k) => {
      vector[i * readers.length + k] = read(i);
    });
  });
  vector[vector.length - 1] = history.cycles;
  return vector;
};
