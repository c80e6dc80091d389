import { TwinError } from "../../models/errors/twin-error.ts";
import { type GuardRule, ruleProblem } from "../../models/setpoint/guard-rule.ts";
import { setpointErrors } from "./errors.ts";
import type { SetpointGuardConfig } from "./schema.ts";

const STATES = { running: ["running"], stopped: ["stopped"], any: ["running", "stopped"] } as const;

/**
 * The rule that the settings state.
 *
 * @throws TwinError TWIN-SETPOINT-002 for limits that contradict each other
 */
export const ruleOf = (config: SetpointGuardConfig): GuardRule => {
  const {
    store: _store,
    asset: _asset,
    states,
    blockAtUrgency,
    silenceMinutes: _silence,
    reviews: _reviews,
    ...rest
  } = config;
  const rule: GuardRule = {
    ...rest,
    channel: config.channel || config.parameter,
    allowedStates: STATES[states],
    blockAtUrgency: blockAtUrgency === "none" ? undefined : blockAtUrgency,
  };
  const problem = ruleProblem(rule);
  if (!problem) return rule;
  const status = `${problem.field} is wrong`;
  throw new TwinError(setpointErrors.badLimits, { parameter: config.parameter, ...problem, status });
};
