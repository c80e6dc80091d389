import type { Forecast, Urgency } from "../prognosis/forecast.ts";
import type { Lineage } from "../telemetry/lineage.ts";
import type { AssetType, FailureMode } from "../twin/asset-type.ts";
import type { Alarm } from "../twin/twin-state.ts";

/** A reason to act on one component, from a forecast or an alarm. */
export interface Trigger {
  readonly asset: string;
  readonly assetType: string;
  readonly component: string;
  readonly failureMode: string;
  readonly iso14224Mode: string;
  readonly title: string;
  readonly action: string;
  readonly urgency: Urgency;
  readonly time: number;
  readonly reason: string;
  readonly rulHours?: number;
  readonly dueTime?: number;
  readonly forecastId?: string;
  readonly alarmId?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly lineage?: Lineage;
}

const HOUR_MS = 3_600_000;

/** A forecast as a reason to act; undefined where it has no number. Due is the low end of its interval. */
export const forecastTrigger = (forecast: Forecast, type: AssetType | undefined): Trigger | undefined => {
  const { asset, assetType, component, failureMode, time, rulHours, interval, urgency } = forecast;
  if (forecast.status !== "ok" || urgency === undefined || rulHours === undefined) return undefined;
  const mode = type?.failureModes.find((one) => one.id === failureMode);
  const range = interval ? ` (${interval.lowHours.toFixed(0)} to ${interval.highHours.toFixed(0)} h)` : "";
  return {
    ...{ asset, assetType, component, failureMode, time, urgency, rulHours, lineage: forecast.lineage },
    ...words(asset, component, failureMode, mode),
    reason: `${rulHours.toFixed(0)} h left${range}`,
    forecastId: forecast.id,
    ...(forecast.context ? { context: forecast.context } : {}),
    ...(interval ? { dueTime: time + interval.lowHours * HOUR_MS } : {}),
  };
};

/** The machine that an alarm is of, and what its state was computed from. */
export interface AlarmOrigin {
  readonly asset: string;
  readonly assetType: string;
  readonly time: number;
  readonly context?: Readonly<Record<string, string>>;
  readonly lineage?: Lineage;
}

/** A high alarm of a component as a reason to act; undefined for any other alarm. */
export const alarmTrigger = (
  alarm: Alarm,
  { asset, assetType, time, context, lineage }: AlarmOrigin,
  urgency: Urgency,
  type: AssetType | undefined,
): Trigger | undefined => {
  if (alarm.component === undefined || alarm.priority !== "high" || alarm.state !== "active") return undefined;
  const mode = type?.failureModes.find((one) => one.component === alarm.component);
  const failureMode = mode?.id ?? "alarm";
  const { component } = alarm;
  return {
    ...{ asset, assetType, component, failureMode, time, urgency, alarmId: alarm.id, reason: alarm.message },
    ...(context ? { context } : {}),
    ...(lineage ? { lineage } : {}),
    ...words(asset, component, failureMode, mode),
  };
};

const words = (asset: string, component: string, failureMode: string, mode: FailureMode | undefined) => ({
  iso14224Mode: mode?.iso14224Mode ?? "UNK",
  title: `${asset}: ${mode?.label ?? failureMode}`,
  action: mode?.action ?? `Inspect the ${component}`,
});
