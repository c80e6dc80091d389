import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { BASIS_COLLECTION, type KeptBasis } from "../../nodes/rul-predictor/forecast-basis.ts";
import type { Documents } from "../../nodes/store/sqlite/open-documents.ts";
import { allRevisions } from "../revisions/history.ts";
import { whyErrors } from "./errors.ts";
import type { KeptForecast } from "./kept-forecast.ts";
import { type Recomputed, recomputeForecast } from "./recompute-forecast.ts";

/** What of a channel lay in the window that the forecast was computed from. */
export interface WindowChannel {
  readonly channel: string;
  readonly unit: string;
  readonly samples: number;
  readonly mean: number;
}

/** The way from the telemetry to the order, backwards. */
export interface Trace {
  readonly order: WorkOrder;
  /** Those whose flow it was, oldest first: several where nodes were only moved. */
  readonly revisions: readonly Revision[];
  readonly forecast?: KeptForecast;
  readonly recomputed?: Recomputed;
  readonly window: readonly WindowChannel[];
}

/**
 * @param store the file that holds the order
 * @throws TwinError TWIN-WHY-001, and those of the store
 */
export const traceOrder = async (
  store: Pick<Documents, "getDocument"> & Pick<TwinStore, "range">,
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
  const revisions = allRevisions(home).whole.filter(({ flow }) => flow === lineage?.flowRevision);
  return {
    order,
    revisions: revisions.toReversed(),
    ...(forecast
      ? { forecast, recomputed: await recomputeForecast(forecast, home, basis as KeptBasis | undefined) }
      : {}),
    window: lineage ? await channelsIn(store, order, lineage.fromMs, lineage.toMs) : [],
  };
};

const channelsIn = async (
  store: Pick<TwinStore, "range">,
  { asset, assetType }: WorkOrder,
  fromMs: number,
  toMs: number,
): Promise<WindowChannel[]> => {
  const channels = Object.entries(assetTypes[assetType]?.channels ?? {}).filter(([, { kind }]) => kind === "scalar");
  const found = await Promise.all(
    channels.map(async ([channel, { unit }]) => {
      const query = { measurement: "telemetry", tags: { asset, channel }, field: "value", fromMs, toMs: toMs + 1 };
      const { values } = await store.range(query);
      const sum = values.reduce((total, value) => total + value, 0);
      return { channel, unit, samples: values.length, mean: sum / values.length };
    }),
  );
  return found.filter(({ samples }) => samples > 0);
};
