import type { Urgency } from "../prognosis/forecast.ts";
import { isUnit } from "../telemetry/units.ts";
import type { SETPOINT_MODES, SetpointLimits } from "./setpoint.ts";

/** A channel that has to be sound and fresh while a set-point is given. */
export interface NeededChannel {
  readonly channel: string;
  readonly maxAgeMinutes: number;
}

/** All that a guard holds a parameter to; values are in `unit`. */
export interface GuardRule extends SetpointLimits {
  readonly parameter: string;
  /** Channel that shows the present value. */
  readonly channel: string;
  readonly unit: string;
  readonly mode: (typeof SETPOINT_MODES)[number];
  readonly objective: "life" | "money" | "energy";
  /** Whose life the objective means; empty: the one that ends first. */
  readonly component: string;
  readonly maxOutputLossPercent: number;
  readonly baseline: number;
  /** In which operating states it may change. A failed machine's never may. */
  readonly allowedStates: readonly string[];
  /** While an order so urgent, or more so, is open, nothing changes; undefined: orders don't matter. */
  readonly blockAtUrgency: Urgency | undefined;
  readonly needs: readonly NeededChannel[];
  readonly approvalHours: number;
  readonly validHours: number;
  /** 0: a value is told once. */
  readonly renewMinutes: number;
  readonly fallback: "release" | "baseline" | "hold";
}

/** Why a rule can't be followed, with the field at fault; undefined if it can. */
export const ruleProblem = (rule: GuardRule): { readonly field: string; readonly reason: string } | undefined => {
  const { min, max, baseline, ratePerHour, minStep, unit } = rule;
  if (!isUnit(unit)) return { field: "unit", reason: `${unit} is no UCUM unit that is known` };
  if (!(min < max)) return { field: "max", reason: `${max} is not above the lower bound ${min}` };
  if (!(baseline >= min && baseline <= max))
    return { field: "baseline", reason: `${baseline} is outside of ${min} to ${max}` };
  if (!(minStep < max - min)) return { field: "minStep", reason: `${minStep} is wider than the bounds are apart` };
  if (!(ratePerHour >= minStep))
    return {
      field: "ratePerHour",
      reason: `${ratePerHour} is under the smallest step ${minStep}: nothing could change`,
    };
  return undefined;
};
