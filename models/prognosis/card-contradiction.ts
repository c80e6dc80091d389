import type { ModelCard } from "./model-card.ts";

/** A field of a card that can't be as it says, and why. */
export interface Contradiction {
  readonly field: string;
  readonly reason: string;
}

/**
 * What a card says that can't be so, however well formed it is: it was edited by hand, or written by something else than the
 * training. Undefined if it fits together.
 */
export const cardContradiction = (card: ModelCard): Contradiction | undefined => {
  const { quantileLevels, calibration, features, baseFeatures, drift } = card;
  const { scores, lives, rowsPerLife, forecasts } = calibration;
  if (!isRising(quantileLevels, true)) return { field: "/quantileLevels", reason: "must rise" };
  if (scores.length !== lives * rowsPerLife) {
    return { field: "/calibration/scores", reason: `has ${scores.length} scores, not ${lives} x ${rowsPerLife}` };
  }
  if (forecasts && forecasts.length !== scores.length) {
    return { field: "/calibration/forecasts", reason: `has ${forecasts.length} values for ${scores.length} scores` };
  }
  // with forecasts beside them the scores follow their order
  if (!isRising(forecasts ?? scores)) {
    return { field: `/calibration/${forecasts ? "forecasts" : "scores"}`, reason: "must not fall" };
  }
  const range = features.findIndex(({ min, median, max }) => !isRising([min, median, max]));
  if (range >= 0) return { field: `/features/${range}`, reason: "must have min <= median <= max" };
  const names = new Set(baseFeatures.map(({ name }) => name));
  const drifting = drift?.inputs.findIndex(
    ({ name, weights, edges }) => !names.has(name) || weights.length !== baseFeatures.length || !isRising(edges),
  );
  if (drifting === undefined || drifting < 0) return undefined;
  const wanted = `must be of a base feature, with ${baseFeatures.length} weights and edges that do not fall`;
  return { field: `/drift/inputs/${drifting}`, reason: wanted };
};

const isRising = (values: readonly number[], strictly = false): boolean =>
  values.every((value, i) => {
    const before = values[i - 1] ?? Number.NEGATIVE_INFINITY;
    return strictly ? value > before : value >= before;
  });
