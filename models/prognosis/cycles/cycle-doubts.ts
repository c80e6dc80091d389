import type { CycleHistory } from "./cycle-history.ts";
import type { CycleRecipe } from "./cycle-recipe.ts";

/** Why a forecast is less sure than its calibration says, and by how much its interval is to be widened. */
export interface Doubts {
  /** 1: as calibrated. See `widen`. */
  readonly factor: number;
  /** In words, the strongest first; empty if there is nothing to say. */
  readonly reasons: readonly string[];
}

/** A channel that was not measured for so many cycles tells nothing any more. */
const STALE_CYCLES = 10;
/** Twice as wide where half of the channels tell nothing, where there is no history, or twice as far off as known. */
const FULL_SHARE = 0.5;

/**
 * What the calibration has not seen and must not be taken to cover: channels that are not measured, a condition farther off
 * than any of training, less history than the calibration begins with. Each adds up to once the width for as much as is named
 * above, and goes on in proportion; the numbers are a choice, not a measurement.
 */
export const cycleDoubts = (history: CycleHistory, recipe: CycleRecipe): Doubts => {
  const silent = history.unseen.reduce((sum, cycles) => sum + Math.min(1, cycles / STALE_CYCLES), 0);
  const names = recipe.channels.filter((_, i) => (history.unseen[i] ?? 0) > 0).map(({ name }) => name);
  const short = Math.max(0, 1 - history.cycles / recipe.fewestCycles);
  const unknown = history.regime < 0 ? 1 : Math.max(0, history.distance / recipe.reach - 1);
  const doubts = [
    { share: silent / recipe.channels.length / FULL_SHARE, reason: `not measured now: ${names.join(", ")}` },
    { share: short, reason: `${history.cycles} cycles of history, calibrated from ${recipe.fewestCycles} on` },
    { share: Math.min(MOST_UNKNOWN, unknown), reason: "operating condition unlike any of training" },
  ].filter(({ share }) => share > 0);
  return {
    factor: doubts.reduce((sum, { share }) => sum + share, 1),
    reasons: doubts.toSorted((a, b) => b.share - a.share).map(({ reason }) => reason),
  };
};

/** Beyond this a condition is only "unlike any". */
const MOST_UNKNOWN = 3;
