import { type GuardMemory, TELL_NOW } from "./guard-memory.ts";
import { type GuardOutcome, nothing } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { interlocks } from "./interlocks.ts";
import { keepRecent } from "./keep-recent.ts";
import { nextStep } from "./next-step.ts";
import { presentValue } from "./present-value.ts";
import type { Setpoint } from "./setpoint.ts";
import { withEvent } from "./with-event.ts";

const MINUTE_MS = 60_000;
/** So many renewals may get lost on the way before the plant goes by its own plan. */
const RENEWALS_IN_A_LEASE = 3;

/** The next step of what is in force, if there is one and nothing is against it; else the value once more where it is time to renew it. */
export const advanceSetpoint = (rule: GuardRule, memory: GuardMemory): GuardOutcome => {
  const { inForce, timeMs } = memory;
  if (!inForce) return nothing(memory);
  const locked = interlocks(rule, memory).length > 0;
  const step = locked ? undefined : nextStep(rule, memory, inForce.target);
  if (!step || "wait" in step) return renew(rule, memory, inForce);
  const { value, notes } = step;
  const previous = presentValue(rule, memory);
  const text = [`${inWords(previous, rule.unit)} to ${inWords(value, rule.unit)}`, ...notes].join("; ");
  const event = { time: timeMs, by: "twin", action: "written" as const, text, value, previous };
  const merged = [...new Set([...inForce.notes, ...notes])];
  const written = withEvent(inForce, event, { value, previous, notes: merged, ...leaseOf(rule, inForce, timeMs) });
  const writes = keepRecent([...memory.writes, { timeMs, value, previous, isFallback: false }], timeMs);
  return { memory: { ...memory, inForce: written, writes, toldMs: timeMs }, changed: [written], writes: [written] };
};

/** A machine whose guard has gone silent goes by its own plan when the lease ends: no message has to get through for that. */
const leaseOf = ({ renewMinutes }: GuardRule, { validUntil }: Setpoint, timeMs: number): { expiresAt?: number } => {
  if (validUntil === undefined) return {};
  if (renewMinutes === 0) return { expiresAt: validUntil };
  return { expiresAt: Math.min(validUntil, timeMs + RENEWALS_IN_A_LEASE * renewMinutes * MINUTE_MS) };
};

const renew = (rule: GuardRule, memory: GuardMemory, inForce: Setpoint): GuardOutcome => {
  const { timeMs, toldMs, writes } = memory;
  const told = writes.at(-1);
  const due = toldMs === TELL_NOW || (rule.renewMinutes > 0 && timeMs - toldMs >= rule.renewMinutes * MINUTE_MS);
  if (!due || !told || told.value === null || told.isFallback) return nothing(memory);
  const renewed = { ...inForce, value: told.value, time: timeMs, ...leaseOf(rule, inForce, timeMs) };
  return { memory: { ...memory, inForce: renewed, toldMs: timeMs }, changed: [], writes: [renewed] };
};
