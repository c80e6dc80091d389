import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Random } from "../../../models/random/random.ts";
import { cyclesOf, type Engine } from "./engine.ts";

/** Cycles that may be left, and that must have been seen, where a life is cut. */
export interface CutRule {
  readonly leastLeft: number;
  readonly mostLeft: number;
  readonly fewestCycles: number;
}

/**
 * Where whole lives are cut so that they look like the official tests, whose descriptions give 6 to 145 cycles left under one
 * operating condition and 6 to 195 under several.
 */
export const cutRuleOf = ({ regimes, fewestCycles }: Pick<CycleRecipe, "regimes" | "fewestCycles">): CutRule => ({
  leastLeft: 6,
  mostLeft: regimes.length > 1 ? 195 : 145,
  fewestCycles,
});

/**
 * Cycles after which a whole life is cut: `count` draws, with repetition, evenly from all that the rule allows. None if it
 * allows none.
 */
export const drawCuts = (engine: Engine, rule: CutRule, count: number, random: Random): number[] => {
  const life = cyclesOf(engine);
  const first = Math.max(rule.fewestCycles, life - rule.mostLeft);
  const last = life - rule.leastLeft;
  if (last < first) return [];
  return Array.from({ length: count }, () => first + Math.floor(random.next() * (last - first + 1)));
};
