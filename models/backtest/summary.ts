import type { LifeScore } from "../scoring/life-score.ts";
import { mean } from "../signal/mean.ts";
import type { Decisions } from "./decisions.ts";

/** A run in a few numbers. */
export interface BacktestSummary {
  readonly forecasts: number;
  /** Times that an alarm rose; its later states are not counted. */
  readonly alarms: number;
  readonly orders: number;
  readonly criticalOrders: number;
  readonly setpoints: number;
  /** Confirmed failures in the span, and those without a WARNING or CRITICAL before them. */
  readonly failures: number;
  readonly missed: number;
  /** Orders whose component was found sound. */
  readonly falseAlarms: number;
  /** Means over the lives that ended in a failure; absent where none did. */
  readonly maeHours?: number;
  readonly winklerHours?: number;
  readonly coverage90?: number;
  readonly warnedHours?: number;
}

export const summaryOf = (
  { forecasts, alarms, orders, setpointsMade }: Decisions,
  scores: readonly LifeScore[],
  unseen: number,
): BacktestSummary => {
  const failed = scores.filter(({ asFound }) => asFound === "failed");
  const metrics = failed.flatMap((score) => score.metrics ?? []);
  const warned = failed.flatMap(({ warnedHours }) => warnedHours ?? []);
  return {
    forecasts: forecasts.length,
    alarms: alarms.filter(({ state }) => state === "active").length,
    orders: orders.length,
    criticalOrders: orders.filter(({ urgency }) => urgency === "CRITICAL").length,
    setpoints: setpointsMade.length,
    failures: failed.length + unseen,
    missed: failed.filter(({ outcome }) => outcome === "missed").length + unseen,
    falseAlarms: scores.filter(({ outcome }) => outcome === "false-alarm").length,
    ...(metrics.length > 0
      ? {
          maeHours: mean(metrics.map((one) => one.maeHours)),
          winklerHours: mean(metrics.map((one) => one.winklerHours)),
          coverage90: mean(metrics.map((one) => one.coverage["90"])),
        }
      : {}),
    ...(warned.length > 0 ? { warnedHours: mean(warned) } : {}),
  };
};
