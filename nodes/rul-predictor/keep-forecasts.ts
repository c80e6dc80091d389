import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { isRefusedForGood, type Point, type StoredDocument, type TwinStore } from "../kit/store.ts";
import type { Outcome } from "./asset-engine.ts";
import { BASIS_COLLECTION, keptBasis } from "./forecast-basis.ts";
import type { RulPredictorConfig } from "./schema.ts";

export const FORECAST_COLLECTION = "forecasts";

export const SHADOW_COLLECTION = "shadow-forecasts";

/** The forecasts of one state and what they were computed from. */
export interface ForecastRecord {
  readonly state: TwinState;
  readonly forecasts: readonly Forecast[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Keeps forecasts as points for trends, and whole, with all that they were computed from, so that they can be scored when the
 * failure has come and computed again by the model of that hash. All of a round at once: the store commits them together.
 */
export const keepForecasts = async (
  store: TwinStore,
  records: readonly ForecastRecord[],
  config: RulPredictorConfig,
): Promise<void> => {
  const points = records.flatMap(({ forecasts }) => forecasts.flatMap(pointOf));
  const kept = documentsOf(FORECAST_COLLECTION, records, config, (forecast) => forecast);
  const documents = [...basesOf(records, config), ...kept];
  await allOf([...(points.length > 0 ? [store.write(points)] : []), ...documents.map((one) => store.putDocument(one))]);
};

/** Keeps what the shadows say whole, apart from the forecasts that were sent: for their scores alone. */
export const keepShadowForecasts = (
  store: TwinStore,
  records: readonly ForecastRecord[],
  config: RulPredictorConfig,
): Promise<void> => {
  const kept = documentsOf(SHADOW_COLLECTION, records, config, (forecast) => {
    const id = `${forecast.id}@${forecast.model.hash.slice(0, 12)}`;
    return { ...forecast, id, shadow: true };
  });
  return allOf(kept.map((one) => store.putDocument(one)));
};

const documentsOf = (
  collection: string,
  records: readonly ForecastRecord[],
  config: RulPredictorConfig,
  named: (forecast: Forecast) => Forecast,
): StoredDocument[] =>
  records.flatMap(({ state, forecasts, outcomes }) =>
    forecasts.map((forecast, i) => {
      const body = { ...named(forecast), computedFrom: basisOf(outcomes[i], config, state) };
      return { collection, id: body.id, timeMs: body.time, owner: body.asset, body };
    }),
  );

/** Thousands of numbers each: kept of those alone that call for action, so that an order can be traced. */
const basesOf = (records: readonly ForecastRecord[], config: RulPredictorConfig): StoredDocument[] =>
  records.flatMap(({ forecasts, outcomes }) =>
    forecasts.flatMap(({ id, time, asset, urgency = "NORMAL" }, i): StoredDocument[] => {
      const basis = outcomes[i]?.basis;
      if (!basis || urgency === "NORMAL") return [];
      return [{ collection: BASIS_COLLECTION, id, timeMs: time, owner: asset, body: keptBasis(basis, config) }];
    }),
  );

/** Waits for all. Of several failures it rejects with one that may pass, if there is one: then all are written again. */
const allOf = async (writes: readonly Promise<void>[]): Promise<void> => {
  const reasons = (await Promise.allSettled(writes)).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (reasons.length > 0) throw reasons.find((reason) => !isRefusedForGood(reason)) ?? reasons[0];
};

const basisOf = (
  outcome: Outcome | undefined,
  { confidence, urgencyPercent, missCost, falseAlarmCost, minimumHours, engine, modelFolder }: RulPredictorConfig,
  { operatingState, operatingHours }: TwinState,
) => ({
  inputs: outcome?.inputs ?? {},
  operatingState,
  operatingHours,
  settings: { confidence, urgencyPercent, missCost, falseAlarmCost, minimumHours, engine, modelFolder },
});

const pointOf = (forecast: Forecast): Point[] => {
  const { asset, component, time, rulHours, interval, probabilityOfFailure, context = {}, lineage } = forecast;
  if (rulHours === undefined || !interval || !probabilityOfFailure) return [];
  const { lowHours, highHours } = interval;
  const { within48h: p48h, within168h: p168h } = probabilityOfFailure;
  const { flowRevision: flow = "", modelHash: model = "" } = lineage;
  // fields, as tags would make a series of each batch
  const held = Object.fromEntries(Object.entries(context).map(([name, value]) => [`context_${name}`, value]));
  const fields = { rulHours, lowHours, highHours, p48h, p168h, flow, model, ...held };
  return [{ measurement: "forecast", tags: { asset, component }, fields, timeMs: time }];
};
