import { acceptSetpoint } from "./accept-setpoint.ts";
import { boundTarget } from "./bound-target.ts";
import type { GuardMemory } from "./guard-memory.ts";
import { both, type GuardOutcome, nothing, refused } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { interlocks } from "./interlocks.ts";
import { presentValue } from "./present-value.ts";
import { SETPOINT_TAG, type Setpoint, type SetpointBasis, type SetpointLimits } from "./setpoint.ts";
import { endSetpoint } from "./with-event.ts";

const HOUR_MS = 3_600_000;

/** What somebody or a comparison asks for. */
export interface Proposal {
  /** Checked here: it may be anything. */
  readonly value: unknown;
  /** UCUM code; undefined: the rule's. */
  readonly unit: string | undefined;
  readonly reason: string;
  readonly by: string;
  readonly basis?: SetpointBasis;
  /** Of the model behind it. */
  readonly modelHash?: string | undefined;
  readonly fromMs?: number;
}

/**
 * Makes a bounded set-point of a proposal; in automatic mode it is in force at once. An open proposal gives way to it, unless both
 * aim at the same.
 *
 * @param flowRevision content hash of the deployed flow
 */
export const proposeSetpoint = (
  rule: GuardRule,
  memory: GuardMemory,
  proposal: Proposal,
  flowRevision: string,
): GuardOutcome => {
  const bounded = boundTarget(rule, proposal.value, proposal.unit);
  if ("refusal" in bounded) return refused(memory, bounded.refusal);
  const { target } = bounded;
  const aim = memory.proposal?.target ?? memory.inForce?.target ?? presentValue(rule, memory);
  if (target === aim || Math.abs(target - aim) < rule.minStep)
    return refused(memory, sameAs(rule, memory, target, aim));
  const locked = interlocks(rule, memory);
  if (locked.length > 0) return refused(memory, locked.join("; "));

  const made = newSetpoint(rule, memory, proposal, bounded.notes, target, flowRevision);
  const cleared = withdrawOpen(memory, made.id);
  const proposed: GuardOutcome = {
    memory: { ...cleared.memory, proposal: made, sequence: memory.sequence + 1 },
    changed: [made],
    writes: [],
  };
  const outcome = both(cleared, proposed);
  return rule.mode === "automatic" ? both(outcome, acceptSetpoint(rule, outcome.memory, "twin")) : outcome;
};

const sameAs = (rule: GuardRule, { proposal, inForce }: GuardMemory, target: number, aim: number): string => {
  const what = proposal ? `${proposal.id}, which is open,` : inForce ? inForce.id : "the present value";
  const [asked, there] = [inWords(target, rule.unit), inWords(aim, rule.unit)];
  return `${asked} is within the smallest step of ${what} at ${there}`;
};

const withdrawOpen = (memory: GuardMemory, newer: string): GuardOutcome => {
  const { proposal, timeMs } = memory;
  if (!proposal) return nothing(memory);
  const withdrawn = endSetpoint(proposal, "withdrawn", timeMs, "twin", `${newer} is newer`);
  return { memory: { ...memory, proposal: undefined }, changed: [withdrawn], writes: [] };
};

const newSetpoint = (
  rule: GuardRule,
  { asset, timeMs, sequence, lineage, ...memory }: GuardMemory,
  { reason, by, basis, modelHash, fromMs }: Proposal,
  notes: readonly string[],
  target: number,
  flowRevision: string,
): Setpoint => ({
  schema: SETPOINT_TAG,
  id: `SP-${asset}-${rule.parameter}-${sequence + 1}`,
  asset,
  parameter: rule.parameter,
  unit: rule.unit,
  value: target,
  target,
  previous: presentValue(rule, { asset, timeMs, sequence, lineage, ...memory }),
  status: "proposed",
  mode: rule.mode,
  limits: limitsOf(rule),
  reason,
  notes: [...notes],
  time: timeMs,
  expiresAt: timeMs + rule.approvalHours * HOUR_MS,
  ...(basis ? { basis } : {}),
  history: [{ time: timeMs, by, action: "proposed", text: [reason, ...notes].join("; ") }],
  lineage: {
    flowRevision,
    ...(modelHash === undefined ? {} : { modelHash }),
    fromMs: fromMs ?? lineage?.fromMs ?? timeMs,
    toMs: timeMs,
  },
});

const limitsOf = ({ min, max, ratePerHour, minStep, dwellHours, changesPerDay }: GuardRule): SetpointLimits => ({
  ...{ min, max, ratePerHour, minStep, dwellHours, changesPerDay },
});
