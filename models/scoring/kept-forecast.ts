import { FORECAST_TAG, type Forecast } from "../prognosis/forecast.ts";

/** What is scored of a forecast that was kept: a number, its quantiles, and who made it as what. */
export interface KeptForecast
  extends Pick<Forecast, "asset" | "assetType" | "component" | "failureMode" | "time" | "engine" | "model"> {
  readonly role: "champion" | "shadow";
  readonly rulHours: number;
  readonly interval: NonNullable<Forecast["interval"]>;
  readonly urgency: Forecast["urgency"];
  readonly flowRevision: string;
  /** Central intervals by nominal level in percent. */
  readonly central: Readonly<Record<"50" | "80" | "90", { readonly lowHours: number; readonly highHours: number }>>;
}

/** A kept document as it is scored; undefined if it gives no number or is no forecast. */
export const keptForecast = (body: unknown, role: KeptForecast["role"]): KeptForecast | undefined => {
  const forecast = body as Forecast | null;
  if (forecast?.schema !== FORECAST_TAG || forecast.status !== "ok") return undefined;
  const { rulHours, interval, quantiles, urgency, lineage } = forecast;
  const { asset, assetType, component, failureMode, time, engine, model } = forecast;
  const at = (p: number): number | undefined => quantiles?.find((one) => one.p === p)?.rulHours;
  const between = (low: number, high: number) => {
    const [lowHours, highHours] = [at(low), at(high)];
    return lowHours === undefined || highHours === undefined ? undefined : { lowHours, highHours };
  };
  const [half, most, nearlyAll] = [between(0.25, 0.75), between(0.1, 0.9), between(0.05, 0.95)];
  if (rulHours === undefined || !interval || !half || !most || !nearlyAll) return undefined;
  return {
    ...{ asset, assetType, component, failureMode, time, engine, model, role, rulHours, interval, urgency },
    flowRevision: lineage?.flowRevision ?? "",
    central: { "50": half, "80": most, "90": nearlyAll },
  };
};
