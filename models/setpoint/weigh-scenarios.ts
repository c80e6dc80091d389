import type { ScenarioResult } from "../simulation/scenario-result.ts";
import { type Candidate, chooseCandidate } from "./choose-candidate.ts";
import { type GuardMemory, TELL_NOW } from "./guard-memory.ts";
import { type GuardOutcome, nothing } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { presentValue } from "./present-value.ts";
import { type Proposal, proposeSetpoint } from "./propose-setpoint.ts";
import { SETPOINT_REVIEW_TAG, type SetpointReview } from "./setpoint-review.ts";

const HOUR_MS = 3_600_000;
/** A simulated gain is not known better. */
const GAIN_DIGITS = 3;
const VERB = { life: "lengthens the life by", money: "gains", energy: "saves" } as const;

/** Makes a proposal of the best admissible scenario of a comparison, and says of each what is against it. */
export const weighScenarios = (
  rule: GuardRule,
  memory: GuardMemory,
  result: ScenarioResult,
  flowRevision: string,
): GuardOutcome & { readonly review: SetpointReview } => {
  const { inForce, asset } = memory;
  const lossSoFar = inForce?.basis?.outputLossPercent ?? 0;
  const { chosen, reviews } = chooseCandidate(rule, result, presentValue(rule, memory), lossSoFar);
  const late = tooOld(rule, memory, result);
  const outcome = late || !chosen ? confirm(rule, memory, late) : propose(rule, memory, result, chosen, flowRevision);
  const proposed = outcome.changed.find(({ status }) => status === "proposed");
  const nothingCame = outcome.refusal ?? (chosen ? "" : "going on as it is is best");
  const review: SetpointReview = {
    schema: SETPOINT_REVIEW_TAG,
    asset,
    parameter: rule.parameter,
    unit: rule.unit,
    time: result.time,
    objective: rule.objective,
    candidates: [...reviews],
    ...(proposed && chosen ? { chosen: chosen.name } : {}),
    outcome: proposed ? `proposed as ${proposed.id}` : nothingCame,
  };
  return { ...outcome, review };
};

const tooOld = (rule: GuardRule, { timeMs, writes }: GuardMemory, { time }: ScenarioResult): string | undefined => {
  const ageHours = (timeMs - time) / HOUR_MS;
  if (ageHours > rule.approvalHours) return `the comparison is ${Math.round(ageHours)} h old`;
  const changedMs = writes.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
  return time <= changedMs ? "the comparison began before the last change" : undefined;
};

/** Nothing better than what an automatic guard has in force: it stays for another term. */
const confirm = (rule: GuardRule, memory: GuardMemory, late: string | undefined): GuardOutcome => {
  const { inForce, timeMs } = memory;
  if (late) return { ...nothing(memory), refusal: late };
  if (!inForce || rule.mode !== "automatic") return nothing(memory);
  const confirmed = { ...inForce, validUntil: timeMs + rule.validHours * HOUR_MS };
  return { memory: { ...memory, inForce: confirmed, toldMs: TELL_NOW }, changed: [confirmed], writes: [] };
};

const propose = (
  rule: GuardRule,
  memory: GuardMemory,
  result: ScenarioResult,
  { name, value, gain, gainUnit, outputLossPercent }: Candidate,
  flowRevision: string,
): GuardOutcome => {
  const { horizonHours, time, lineage } = result;
  const proposal: Proposal = {
    value,
    unit: rule.unit,
    reason: `${name}: ${VERB[rule.objective]} ${inWords(Number(gain.toPrecision(GAIN_DIGITS)), gainUnit)} for at most ${outputLossPercent.toFixed(1)} % of the output`,
    by: "twin",
    basis: {
      ...{ scenario: name, scenarioTime: time, horizonHours, objective: rule.objective },
      ...{ gain, gainUnit, outputLossPercent },
    },
    modelHash: lineage.modelHash,
    fromMs: lineage.fromMs,
  };
  return proposeSetpoint(rule, memory, proposal, flowRevision);
};
