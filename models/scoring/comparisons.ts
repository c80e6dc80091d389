import type { Comparison } from "../registry/gate.ts";
import type { ModelLife } from "../registry/registry.ts";
import type { LifeMetrics, LifeScore } from "./life-score.ts";

/**
 * What a model can show beside the champion: the confirmed failures that both forecast, on the moments that both did, and the
 * evaluation it was registered with if that was against this champion.
 *
 * @param scores any; those that count are picked
 */
export const comparisons = (
  model: ModelLife,
  champion: Pick<ModelLife, "hash">,
  scores: readonly LifeScore[],
): Comparison[] => {
  const found: Comparison[] = [];
  for (const score of scores) {
    if (score.model.hash !== model.hash || score.asFound !== "failed") continue;
    const pair = score.pairs.find((one) => one.with === champion.hash);
    if (!pair) continue;
    const [own, champions] = [scoresOf(pair.own), scoresOf(pair.others)];
    found.push({ source: "confirmed", lives: 1, confidence: 0.9, own, champions });
  }
  const { evaluation } = model;
  if (evaluation?.champion === champion.hash) {
    const { lives, confidence, candidateScores: own, championScores: champions } = evaluation;
    found.push({ source: "held-out", lives, confidence, own, champions });
  }
  return found;
};

const scoresOf = ({ maeHours, winklerHours, coverage }: LifeMetrics) => ({
  maeHours,
  winklerHours,
  coverage: coverage["90"],
});
