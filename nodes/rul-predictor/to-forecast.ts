import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import { intervalAt } from "../../models/prognosis/interval-at.ts";
import { probabilityOfFailure } from "../../models/prognosis/probability-of-failure.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import { urgencyOf } from "../../models/prognosis/urgency.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { Outcome } from "./asset-engine.ts";
import { failedComponent } from "./failed-component.ts";

export interface ForecastOptions {
  /** 0 to 1 */
  readonly confidence: number;
  /** 0 to 1, see `urgencyOf` */
  readonly urgencyThreshold: number;
  /** Which forecasts are explained where that costs more than the forecast itself. */
  readonly explain: "all" | "urgent" | "none";
  readonly flowRevision: string;
}

const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** An engine's outcome as the message that goes out. */
export const toForecast = (outcome: Outcome, type: AssetType, state: TwinState, options: ForecastOptions): Forecast => {
  const { component, engine, model, distribution } = outcome;
  const health = state.components[component]?.health;
  const failureMode = type.failureModes.find((mode) => mode.component === component)?.id ?? "unknown";
  const failed = failedComponent(state) === component;
  const base = {
    schema: FORECAST_TAG,
    id: `${state.asset}/${component}/${state.time}`,
    asset: state.asset,
    assetType: type.id,
    component,
    failureMode,
    time: state.time,
    engine,
    model: { ...model },
    ...(typeof health === "number" ? { health } : {}),
    ...(state.context ? { context: { ...state.context } } : {}),
    lineage: { flowRevision: options.flowRevision, modelHash: model.hash, fromMs: outcome.fromMs, toMs: state.time },
  } as const;
  if (failed) {
    return {
      ...base,
      status: "ok",
      reason: failedReason(component),
      drivers: [],
      ...forecastFigures(FAILED, options),
    };
  }
  if (!distribution) return { ...base, status: "insufficient", reason: outcome.reason, drivers: [] };
  const figures = forecastFigures(distribution, options);
  const wanted = options.explain === "all" || (options.explain === "urgent" && figures.urgency !== "NORMAL");
  const explained = wanted ? outcome.explain?.() : undefined;
  return {
    ...base,
    status: "ok",
    reason: [outcome.reason, ...remarks(distribution, state, options)].filter(Boolean).join("; "),
    ...(outcome.widening === undefined || outcome.widening === 1 ? {} : { widening: outcome.widening }),
    ...(outcome.drifted ? { drifted: outcome.drifted.map((one) => ({ ...one })) } : {}),
    ...(explained ? { baseHours: explained.baseHours } : {}),
    drivers: [...outcome.drivers, ...(explained?.drivers ?? [])],
    ...figures,
  };
};

export const failedReason = (component: string): string => `${component} has failed`;

/** Remaining life of what has failed. */
export const FAILED: RulDistribution = {
  quantileHours: () => 0,
  probabilityWithin: () => 1,
  widestConfidence: 1,
  horizonHours: Number.POSITIVE_INFINITY,
};

/** The numbers of a forecast, all read from one distribution. */
export const forecastFigures = (
  distribution: RulDistribution,
  { confidence, urgencyThreshold }: Pick<ForecastOptions, "confidence" | "urgencyThreshold">,
) => {
  const probability = probabilityOfFailure(distribution);
  return {
    rulHours: distribution.quantileHours(0.5),
    quantiles: LEVELS.map((p) => ({ p, rulHours: distribution.quantileHours(p) })),
    interval: { ...intervalAt(distribution, confidence) },
    probabilityOfFailure: probability,
    urgency: urgencyOf(probability, urgencyThreshold),
    actAtProbability: urgencyThreshold,
  };
};

const remarks = (distribution: RulDistribution, state: TwinState, { confidence }: ForecastOptions): string[] => {
  const list: string[] = sensorRemarks(state);
  if (state.operatingState === "stopped") list.push("the machine stands: as it was when it last ran");
  if (state.operatingState === "failed") list.push("the machine is down: as it was when it last ran");
  if (confidence > distribution.widestConfidence) {
    const carried = (100 * distribution.widestConfidence).toFixed(0);
    list.push(`the interval is extrapolated: the evidence carries ${carried} %`);
  }
  if (intervalAt(distribution, confidence).highHours >= distribution.horizonHours) {
    list.push(`the upper end is at least ${distribution.horizonHours} h, further was not looked`);
  }
  return list;
};

/** More would hide the rest of the reason. */
const MOST_SENSORS = 2;

/** Sensors whose readings the forecast rests on although they are in doubt. */
const sensorRemarks = ({ channels }: TwinState): string[] => {
  const reasons = Object.values(channels).flatMap(({ doubts = [] }) =>
    doubts.filter(({ kind, quality }) => quality !== "good" && kind !== "skew").map(({ reason }) => reason),
  );
  const more = reasons.length > MOST_SENSORS ? ` and ${reasons.length - MOST_SENSORS} more` : "";
  return reasons.length === 0 ? [] : [`sensors in doubt: ${reasons.slice(0, MOST_SENSORS).join(", ")}${more}`];
};
