import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { Point, TwinStore } from "../kit/store.ts";
import type { Outcome } from "./asset-engine.ts";
import type { RulPredictorConfig } from "./schema.ts";

export const FORECAST_COLLECTION = "forecasts";

export const SHADOW_COLLECTION = "shadow-forecasts";

/**
 * Keeps forecasts as points for trends, and whole, with all that they were computed from, so that they can be scored when the
 * failure has come and computed again by the model of that hash.
 */
export const keepForecasts = async (
  store: TwinStore,
  forecasts: readonly Forecast[],
  outcomes: readonly Outcome[],
  config: RulPredictorConfig,
  state: TwinState,
): Promise<void> => {
  const points = forecasts.flatMap(pointOf);
  if (points.length > 0) await store.write(points);
  for (const [i, forecast] of forecasts.entries()) {
    const body = { ...forecast, computedFrom: basisOf(outcomes[i], config, state) };
    const { id, time: timeMs, asset: owner } = forecast;
    await store.putDocument({ collection: FORECAST_COLLECTION, id, timeMs, owner, body });
  }
};

/** Keeps what the shadows say whole, apart from the forecasts that were sent: for their scores alone. */
export const keepShadowForecasts = async (
  store: TwinStore,
  forecasts: readonly Forecast[],
  outcomes: readonly Outcome[],
  config: RulPredictorConfig,
  state: TwinState,
): Promise<void> => {
  for (const [i, forecast] of forecasts.entries()) {
    const id = `${forecast.id}@${forecast.model.hash.slice(0, 12)}`;
    const body = { ...forecast, id, shadow: true, computedFrom: basisOf(outcomes[i], config, state) };
    const { time: timeMs, asset: owner } = forecast;
    await store.putDocument({ collection: SHADOW_COLLECTION, id, timeMs, owner, body });
  }
};

const basisOf = (
  outcome: Outcome | undefined,
  { confidence, urgencyPercent, missCost, falseAlarmCost, minimumHours, engine }: RulPredictorConfig,
  { operatingState, operatingHours }: TwinState,
) => ({
  inputs: outcome?.inputs ?? {},
  operatingState,
  operatingHours,
  settings: { confidence, urgencyPercent, missCost, falseAlarmCost, minimumHours, engine },
});

const pointOf = ({ asset, component, time, rulHours, interval, probabilityOfFailure }: Forecast): Point[] => {
  if (rulHours === undefined || !interval || !probabilityOfFailure) return [];
  const { lowHours, highHours } = interval;
  const { within48h: p48h, within168h: p168h } = probabilityOfFailure;
  const fields = { rulHours, lowHours, highHours, p48h, p168h };
  return [{ measurement: "forecast", tags: { asset, component }, fields, timeMs: time }];
};
