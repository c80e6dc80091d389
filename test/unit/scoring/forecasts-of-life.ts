import { FORECAST_TAG, type Forecast, type Urgency } from "../../../models/prognosis/forecast.ts";

export const HOUR_MS = 3_600_000;
const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** A forecast whose quantiles stand `widthHours` apart at the outer two, its median in the middle. */
export const forecastAt = (
  hour: number,
  rulHours: number,
  { widthHours = 20, hash = "a", urgency = "NORMAL" as Urgency } = {},
): Forecast => ({
  schema: FORECAST_TAG,
  id: `pump-1/bearing/${hour}`,
  ...{ asset: "pump-1", assetType: "centrifugal-pump", component: "bearing", failureMode: "bearingWear" },
  ...{ time: hour * HOUR_MS, engine: "onnx", status: "ok", reason: "", rulHours, urgency, drivers: [] },
  quantiles: LEVELS.map((p) => ({ p, rulHours: rulHours + ((p - 0.5) / 0.9) * widthHours })),
  interval: { confidence: 0.9, lowHours: rulHours - widthHours / 2, highHours: rulHours + widthHours / 2 },
  model: { name: `model ${hash}`, hash: hash.repeat(64) },
  lineage: { flowRevision: "r1", modelHash: hash.repeat(64), fromMs: 0, toMs: hour * HOUR_MS },
});
