import type { Decisions } from "../../models/backtest/decisions.ts";
import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import { type EndedLife, endAsSeen, endedLife } from "../../models/scoring/ended-life.ts";
import { keptForecast } from "../../models/scoring/kept-forecast.ts";
import type { LifeScore } from "../../models/scoring/life-score.ts";
import { scoreLife } from "../../models/scoring/score-life.ts";
import { readKeptForecasts } from "../../nodes/kit/models/kept-forecasts.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import type { Span } from "./span.ts";

const MOST_ORDERS = 100_000;

/** What really happened: a component's life that a closed work order ended within the span. */
export interface Outcome extends EndedLife {
  /** When it was closed, and the maintenance done. */
  readonly closedMs: number;
}

/** The lives that ended in a span as the store tells, in the order of their ends. */
export const outcomes = async (
  store: Recorded,
  assets: readonly string[],
  { fromMs, toMs }: Span,
): Promise<Outcome[]> => {
  const documents = await store.listDocuments({ collection: "work-orders", limit: MOST_ORDERS });
  const orders = documents
    .map(({ body }) => body as WorkOrder | null)
    .filter((body): body is WorkOrder => body?.schema === WORK_ORDER_TAG && assets.includes(body.asset));
  const found: Outcome[] = [];
  for (const order of orders) {
    const life = endedLife(
      order,
      orders.filter(({ asset }) => asset === order.asset),
    );
    if (!life || life.endMs < fromMs || life.endMs >= toMs) continue;
    const kept = await readKeptForecasts(store, life.asset, life.fromMs, life.endMs + 1);
    found.push({ ...endAsSeen(life, kept), fromMs: Math.max(0, life.fromMs), closedMs: life.endMs });
  }
  return found.sort((a, b) => a.closedMs - b.closedMs || (a.order < b.order ? -1 : 1));
};

/** Scores what a flow has forecast by what happened. A life without any forecast of the run is missed. */
export const scored = (
  lives: readonly Outcome[],
  { forecasts }: Decisions,
): { scores: LifeScore[]; unseen: Outcome[] } => {
  const kept = forecasts.flatMap((forecast) => keptForecast(forecast, "champion") ?? []);
  const scores: LifeScore[] = [];
  const unseen: Outcome[] = [];
  for (const life of lives) {
    const ofAsset = kept.filter(({ asset }) => asset === life.asset);
    const own = scoreLife(life, ofAsset);
    scores.push(...own);
    if (own.length === 0 && life.asFound === "failed") unseen.push(life);
  }
  return { scores, unseen };
};
