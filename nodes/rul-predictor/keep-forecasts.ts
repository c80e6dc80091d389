import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { Point, TwinStore } from "../kit/store.ts";
import type { Outcome } from "./asset-engine.ts";
import type { RulPredictorConfig } from "./schema.ts";

export const FORECAST_COLLECTION = "forecasts";

/**
 * Keeps forecasts as points for trends, and whole, with all that they were computed from, so that they can be scored when the
 * failure has come and computed again by the model of that hash.
 */
export const keepForecasts = async (
  store: TwinStore,
  forecasts: readonly Forecast[],
  outcomes: readonly Outcome[],
  config: RulPredictorConfig,
  { operatingState, operatingHours }: TwinState,
): Promise<void> => {
  const points = forecasts.flatMap(pointOf);
  if (points.length > 0) await store.write(points);
  for (const [i, forecast] of forecasts.entries()) {
    const { inputs = {} } = outcomes[i] ?? {};
    const { confidence, urgencyPercent, minimumHours, engine } = config;
    const computedFrom = {
      inputs,
      operatingState,
      operatingHours,
      settings: { confidence, urgencyPercent, minimumHours, engine },
    };
    await store.putDocument({
      collection: FORECAST_COLLECTION,
      id: forecast.id,
      timeMs: forecast.time,
      owner: forecast.asset,
      body: { ...forecast, computedFrom },
    });
  }
};

const pointOf = ({ asset, component, time, rulHours, interval, probabilityOfFailure }: Forecast): Point[] => {
  if (rulHours === undefined || !interval || !probabilityOfFailure) return [];
  const { lowHours, highHours } = interval;
  const { within48h: p48h, within168h: p168h } = probabilityOfFailure;
  const fields = { rulHours, lowHours, highHours, p48h, p168h };
  return [{ measurement: "forecast", tags: { asset, component }, fields, timeMs: time }];
};
