import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { endAsSeen, endedLife } from "../../../models/scoring/ended-life.ts";
import type { LifeScore } from "../../../models/scoring/life-score.ts";
import { scoreLife } from "../../../models/scoring/score-life.ts";
import { readKeptForecasts } from "./kept-forecasts.ts";
import { keepLifeScore } from "./life-scores.ts";
import type { DocumentStore } from "./model-trail.ts";

/**
 * Scores what every model had forecast of the life that a closed order ended, and keeps the scores. An order that is open, or
 * whose life another order ended, gives none.
 *
 * @param ofAsset all orders of the machine
 */
export const scoreOrder = async (
  store: DocumentStore,
  order: WorkOrder,
  ofAsset: readonly WorkOrder[],
): Promise<readonly LifeScore[]> => {
  const life = endedLife(order, ofAsset);
  if (!life) return [];
  const forecasts = await readKeptForecasts(store, life.asset, life.fromMs, life.endMs + 1);
  const scores = scoreLife(endAsSeen(life, forecasts), forecasts);
  for (const score of scores) await keepLifeScore(store, score);
  return scores;
};
