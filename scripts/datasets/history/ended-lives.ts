import { WORK_ORDER_TAG, type WorkOrder } from "../../../models/maintenance/work-order.ts";
import { FORECAST_TAG, type Forecast } from "../../../models/prognosis/forecast.ts";
import { type EndedLife, endAsSeen, endedLife } from "../../../models/scoring/ended-life.ts";
import { readKeptForecasts } from "../../../nodes/kit/models/kept-forecasts.ts";
import type { DocumentStore } from "../../../nodes/kit/models/model-trail.ts";

const ORDERS = "work-orders";
const FORECASTS = "forecasts";
const MOST_ORDERS = 100_000;
/** Newest forecasts of a machine among which one of the component is looked for. */
const LOOKED_AT = 50;
/** A step is an hour, and the window that opens the very first one is in it. */
const LONGEST_STEP_MS = 3_600_001;

export interface RecordedEnd extends EndedLife {
  /** Data time of the first step of its history; -Infinity if no forecast tells of it. */
  readonly historyMs: number;
}

/**
 * The lives of one component that closed work orders have ended, oldest first, by the rules that forecasts are scored by. A
 * life begins where the predictor's own history of it begins, if that is later: maintenance without an order renews too.
 */
export const endedLives = async (
  store: DocumentStore,
  assetType: string,
  component: string,
): Promise<RecordedEnd[]> => {
  const documents = await store.listDocuments({ collection: ORDERS, limit: MOST_ORDERS });
  const orders = documents.map(({ body }) => body).filter(isOrder);
  const lives: RecordedEnd[] = [];
  for (const order of orders) {
    if (order.assetType !== assetType || order.component !== component) continue;
    const ofAsset = orders.filter(({ asset }) => asset === order.asset);
    const life = endedLife(order, ofAsset);
    if (!life) continue;
    const seen = endAsSeen(life, await readKeptForecasts(store, life.asset, life.fromMs, life.endMs + 1));
    const historyMs = await historyStart(store, seen);
    lives.push({ ...seen, historyMs, fromMs: Math.max(seen.fromMs, historyMs - LONGEST_STEP_MS) });
  }
  return lives.sort((a, b) => a.endMs - b.endMs);
};

const isOrder = (body: unknown): body is WorkOrder =>
  typeof body === "object" && body !== null && "schema" in body && body.schema === WORK_ORDER_TAG;

/** When the first step of the history ended that the last forecast of the life was made of. */
const historyStart = async (store: DocumentStore, { asset, component, endMs }: EndedLife): Promise<number> => {
  const newest = await store.listDocuments({ collection: FORECASTS, owner: asset, toMs: endMs, limit: LOOKED_AT });
  const last = newest.map(({ body }) => body as Forecast | null).find((one) => isMeasured(one, component));
  return last?.lineage?.fromMs ?? Number.NEGATIVE_INFINITY;
};

const isMeasured = (forecast: Forecast | null, component: string): boolean =>
  forecast?.schema === FORECAST_TAG &&
  forecast.component === component &&
  (forecast.engine === "onnx" || forecast.engine === "hybrid") &&
  forecast.status === "ok";
