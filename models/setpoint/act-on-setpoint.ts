import { acceptSetpoint } from "./accept-setpoint.ts";
import { fallBack } from "./fall-back.ts";
import type { GuardMemory } from "./guard-memory.ts";
import { type GuardOutcome, refused } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { interlocks } from "./interlocks.ts";
import { endSetpoint } from "./with-event.ts";

/** An operator agrees to the open proposal. What was allowed when it was made is asked again now. */
export const approveSetpoint = (rule: GuardRule, memory: GuardMemory, by: string): GuardOutcome => {
  if (rule.mode !== "approve") return refused(memory, `this guard's mode is ${rule.mode}`);
  const locked = interlocks(rule, memory);
  return locked.length > 0 ? refused(memory, locked.join("; ")) : acceptSetpoint(rule, memory, by);
};

export const rejectSetpoint = (memory: GuardMemory, by: string, reason: string): GuardOutcome => {
  const { proposal, timeMs } = memory;
  if (!proposal) return refused(memory, "nothing is proposed");
  const rejected = endSetpoint(proposal, "rejected", timeMs, by, reason || "no reason given");
  return { memory: { ...memory, proposal: undefined }, changed: [rejected], writes: [] };
};

/** An operator ends what is in force. */
export const giveBack = (rule: GuardRule, memory: GuardMemory, by: string, reason: string): GuardOutcome =>
  memory.inForce ? fallBack(rule, memory, reason || "no reason given", by) : refused(memory, "nothing is in force");
