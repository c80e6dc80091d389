import type { TwinState } from "../twin/twin-state.ts";
import { advanceSetpoint } from "./advance-setpoint.ts";
import { fallBack } from "./fall-back.ts";
import type { GuardMemory } from "./guard-memory.ts";
import { both, type GuardOutcome, nothing } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { seeState } from "./see-state.ts";
import { endSetpoint } from "./with-event.ts";

/** What a newer state of the machine makes of its set-points: lapsed, fallen back, a step further, told once more, or as they were. */
export const followState = (rule: GuardRule, before: GuardMemory, state: TwinState): GuardOutcome => {
  const memory = seeState(rule, before, state);
  if (memory === before) return nothing(before);
  const lapsed = lapse(rule, memory);
  return both(lapsed, goOn(rule, lapsed.memory));
};

const lapse = (rule: GuardRule, memory: GuardMemory): GuardOutcome => {
  const { proposal, timeMs } = memory;
  if (!proposal || timeMs < (proposal.expiresAt ?? Number.POSITIVE_INFINITY)) return nothing(memory);
  const text = `nobody answered within ${rule.approvalHours} h`;
  const expired = endSetpoint(proposal, "expired", timeMs, "twin", text);
  return { memory: { ...memory, proposal: undefined }, changed: [expired], writes: [] };
};

const goOn = (rule: GuardRule, memory: GuardMemory): GuardOutcome => {
  const { inForce, timeMs, faults } = memory;
  if (!inForce) return nothing(memory);
  if (timeMs >= (inForce.validUntil ?? Number.POSITIVE_INFINITY))
    return fallBack(rule, memory, `its ${rule.validHours} h are over`);
  if (faults.length === 0) return advanceSetpoint(rule, memory);
  const why = `what it rests on is in doubt: ${faults.join("; ")}`;
  return { ...fallBack(rule, memory, why), fellBack: why };
};
