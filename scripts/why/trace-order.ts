import { TwinError } from "../../models/errors/twin-error.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import { BASIS_COLLECTION, type KeptBasis } from "../../nodes/rul-predictor/forecast-basis.ts";
import type { Documents } from "../../nodes/store/sqlite/open-documents.ts";
import { allRevisions } from "../revisions/history.ts";
import { whyErrors } from "./errors.ts";
import type { KeptForecast } from "./kept-forecast.ts";
import { readingsIn, type WindowChannel, type WindowStore, type WindowWaveforms, waveformsIn } from "./measured-in.ts";
import { type Recomputed, recomputeForecast } from "./recompute-forecast.ts";

/** The way from the telemetry to the order, backwards. */
export interface Trace {
  readonly order: WorkOrder;
  /** Those whose flow it was, oldest first: several where nodes were only moved. */
  readonly revisions: readonly Revision[];
  readonly forecast?: KeptForecast;
  readonly recomputed?: Recomputed;
  readonly window: readonly WindowChannel[];
  readonly waveforms: readonly WindowWaveforms[];
}

/**
 * @param store the file that holds the order
 * @throws TwinError TWIN-WHY-001, and those of the store
 */
export const traceOrder = async (
  store: Pick<Documents, "getDocument"> & WindowStore,
  file: string,
  home: string,
  id: string,
): Promise<Trace> => {
  const order = (await store.getDocument("work-orders", id))?.body as WorkOrder | undefined;
  if (!order) throw new TwinError(whyErrors.noOrder, { id, file });
  const forecast = order.forecastId
    ? ((await store.getDocument("forecasts", order.forecastId))?.body as KeptForecast | undefined)
    : undefined;
  const basis = forecast && (await store.getDocument(BASIS_COLLECTION, forecast.id))?.body;
  const lineage = forecast?.lineage ?? order.lineage;
  const window = lineage && { asset: order.asset, assetType: order.assetType, ...lineage };
  const revisions = allRevisions(home).whole.filter(({ flow }) => flow === lineage?.flowRevision);
  return {
    order,
    revisions: revisions.toReversed(),
    ...(forecast
      ? { forecast, recomputed: await recomputeForecast(forecast, home, basis as KeptBasis | undefined) }
      : {}),
    window: window ? await readingsIn(store, window) : [],
    waveforms: window ? await waveformsIn(store, window) : [],
  };
};
