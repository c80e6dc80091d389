import { advanceSetpoint } from "./advance-setpoint.ts";
import { type GuardMemory, TELL_NOW } from "./guard-memory.ts";
import { both, type GuardOutcome, refused } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { presentValue } from "./present-value.ts";
import type { Setpoint } from "./setpoint.ts";
import { endSetpoint, withEvent } from "./with-event.ts";

const HOUR_MS = 3_600_000;

/** Puts the open proposal in the place of what is in force, and goes as far towards it as may be now. */
export const acceptSetpoint = (rule: GuardRule, memory: GuardMemory, by: string): GuardOutcome => {
  const { proposal, inForce, timeMs } = memory;
  if (!proposal) return refused(memory, "nothing is proposed");
  const validUntil = timeMs + rule.validHours * HOUR_MS;
  const present = presentValue(rule, memory);
  const text = `${inWords(proposal.target, rule.unit)} for ${rule.validHours} h`;
  const { expiresAt: _deadline, ...rest } = proposal;
  const approved: Setpoint = withEvent(
    rest,
    { time: timeMs, by, action: "approved", text },
    { status: "approved", value: present, previous: present, approvedBy: by, approvedAt: timeMs, validUntil },
  );
  const replaced = inForce ? [endSetpoint(inForce, "replaced", timeMs, by, `by ${proposal.id}`)] : [];
  const taken: GuardOutcome = {
    memory: { ...memory, proposal: undefined, inForce: approved, toldMs: TELL_NOW },
    changed: [...replaced, approved],
    writes: [],
  };
  return both(taken, advanceSetpoint(rule, taken.memory));
};
