import type { Estimate, ScenarioOutcome, ScenarioResult } from "../simulation/scenario-result.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import type { CandidateReview } from "./setpoint-review.ts";

export interface Candidate {
  readonly name: string;
  readonly value: number;
  readonly gain: number;
  readonly gainUnit: string;
  /** Since the baseline, at the worse end of its interval. */
  readonly outputLossPercent: number;
}

export interface Choice {
  /** Undefined: going on as it is. */
  readonly chosen: Candidate | undefined;
  readonly reviews: readonly CandidateReview[];
}

/**
 * The best admissible scenario of a comparison. Admissible is one that changes this parameter and nothing else, to a value within
 * the bounds, is better than as it is over its whole interval, and costs no more output than allowed. Only what was simulated can
 * be chosen: a scenario beyond a bound is left out, not bent.
 *
 * @param present what the factors of the scenarios multiply, in the rule's unit
 * @param lossSoFarPercent output that the set-point in force has cost already: comparisons against as it is would let it creep
 */
export const chooseCandidate = (
  rule: GuardRule,
  result: ScenarioResult,
  present: number,
  lossSoFarPercent: number,
): Choice => {
  const candidates: Candidate[] = [];
  const reviews = result.outcomes.map((outcome): CandidateReview => {
    const { name } = outcome.scenario;
    const value = aimOf(rule, outcome, present);
    if (typeof value === "string") return { name, admissible: false, reason: value };
    const candidate = { name, value, ...gainOf(rule, result, outcome), ...lossOf(result, outcome, lossSoFarPercent) };
    const reason = whyNot(rule, candidate);
    if (!reason) candidates.push(candidate);
    const { gain, gainUnit, outputLossPercent } = candidate;
    const figures = Number.isFinite(gain) ? { gain, gainUnit } : {};
    return { name, value, ...figures, outputLossPercent, admissible: !reason, reason: reason ?? "admissible" };
  });
  const chosen = candidates.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || one.gain > best.gain ? one : best),
    undefined,
  );
  return { chosen, reviews };
};

const aimOf = ({ parameter }: GuardRule, { scenario }: ScenarioOutcome, present: number): number | string => {
  const { factors = {}, values = {}, maintenanceAfterHours } = scenario;
  const moved = [...Object.keys(values), ...Object.keys(factors).filter((load) => factors[load] !== 1)];
  if (!moved.includes(parameter)) return `it does not change ${parameter}`;
  if (maintenanceAfterHours !== undefined || moved.some((load) => load !== parameter))
    return `it changes more than ${parameter}`;
  return (values[parameter] ?? present) * (factors[parameter] ?? 1);
};

const gainOf = ({ objective, component }: GuardRule, result: ScenarioResult, outcome: ScenarioOutcome) => {
  if (objective === "money") return better(outcome.difference.money, 1, result.currency);
  if (objective === "energy") return better(outcome.difference.energyKwh, -1, "kWh");
  const lives = outcome.componentLifeHours[component || shortestLived(result)];
  return better(lives?.difference ?? { mean: Number.NaN, low: Number.NaN, high: Number.NaN }, 1, "h");
};

/** @param sign -1 where less is better */
const better = ({ mean, low, high }: Estimate, sign: 1 | -1, gainUnit: string) => ({
  gain: sign * mean,
  worstGain: sign > 0 ? low : -high,
  gainUnit,
});

const shortestLived = ({ asItIs }: ScenarioResult): string =>
  Object.entries(asItIs.componentLifeHours).toSorted(([, a], [, b]) => a.mean - b.mean)[0]?.[0] ?? "";

const lossOf = ({ asItIs }: ScenarioResult, { difference }: ScenarioOutcome, soFarPercent: number) => {
  const now = asItIs.throughput.mean;
  const loss = now > 0 ? Math.max(0, -difference.throughput.low / now) : 0;
  return { outputLossPercent: soFarPercent + (100 - soFarPercent) * loss };
};

const whyNot = (rule: GuardRule, candidate: Candidate & { readonly worstGain: number }): string | undefined => {
  const { value, gain, worstGain, outputLossPercent } = candidate;
  if (!Number.isFinite(value) || value < rule.min || value > rule.max)
    return `${inWords(value, rule.unit)} is outside of ${rule.min} to ${inWords(rule.max, rule.unit)}`;
  if (!Number.isFinite(gain)) return `the comparison has no ${rule.objective} of ${rule.component || "a component"}`;
  if (!(gain > 0 && worstGain >= 0)) return `it is not surely better than as it is in ${rule.objective}`;
  if (outputLossPercent > rule.maxOutputLossPercent)
    return `it may cost ${outputLossPercent.toFixed(1)} % of the output, ${rule.maxOutputLossPercent} % are allowed`;
  return undefined;
};
