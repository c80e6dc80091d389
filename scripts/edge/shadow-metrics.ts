import type { Metric } from "../../nodes/kit/metrics.ts";
import { readPlan } from "../shadow/shadow-files.ts";
import { readStatus } from "../shadow/shadow-status.ts";
import { isAtWork } from "../shadow/shadow-text.ts";

/** How the flow in shadow of a home folder does; nothing where none runs. */
export const shadowMetrics = (home: string): readonly Metric[] => {
  const plan = planOf(home);
  if (!plan) return [];
  const status = readStatus(home, plan.id);
  const up = gauge("twinloom_shadow_up", "1 while the flow in shadow is at work", [
    [{ phase: plan.phase }, isAtWork(status, Date.now()) ? 1 : 0],
  ]);
  if (!status) return [up];
  const { before, after, cursorMs, newestMs, readings, passed, errors } = status;
  return [
    up,
    gauge("twinloom_shadow_lag_seconds", "Data that the flow in shadow has not taken in yet, in seconds of its time", [
      [{}, Math.max(0, newestMs - cursorMs) / 1000],
    ]),
    gauge("twinloom_shadow_readings", "Readings that the flow in shadow has taken in", [[{}, readings]]),
    gauge("twinloom_shadow_decisions", "What the flow before the promotion and the one after it have decided", [
      [{ flow: "before", kind: "orders" }, before.orders],
      [{ flow: "after", kind: "orders" }, after.orders],
      [{ flow: "before", kind: "alarms" }, before.alarms],
      [{ flow: "after", kind: "alarms" }, after.alarms],
      [{ flow: "before", kind: "forecasts" }, before.forecasts],
      [{ flow: "after", kind: "forecasts" }, after.forecasts],
    ]),
    gauge("twinloom_shadow_limits_passed", "Limits that are passed", [[{}, passed.length]]),
    gauge(
      "twinloom_shadow_errors",
      "Errors of the flow in shadow, by their code",
      Object.entries(errors).map(([code, count]) => [{ code }, count]),
    ),
  ];
};

const planOf = (home: string) => {
  try {
    const plan = readPlan(home);
    return plan?.phase === "ended" ? undefined : plan;
  } catch {
    return undefined;
  }
};

const gauge = (
  name: string,
  help: string,
  samples: readonly (readonly [Readonly<Record<string, string>>, number])[],
): Metric => ({ name, help, type: "gauge", samples: samples.map(([labels, value]) => ({ labels, value })) });
