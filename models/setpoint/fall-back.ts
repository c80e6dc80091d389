import type { GuardMemory } from "./guard-memory.ts";
import { type GuardOutcome, nothing } from "./guard-outcome.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { keepRecent } from "./keep-recent.ts";
import type { Setpoint } from "./setpoint.ts";
import { withEvent } from "./with-event.ts";

/**
 * Ends what is in force, and tells the plant at once what the rule falls back to. No dwell, rate or count holds it up. Nothing is
 * told where the plant has not been told anything of ours before.
 */
export const fallBack = (rule: GuardRule, memory: GuardMemory, why: string, by = "twin"): GuardOutcome => {
  const { inForce, timeMs, writes } = memory;
  if (!inForce) return nothing(memory);
  const told = writes.at(-1);
  const ours = told && told.value !== null && !told.isFallback ? told.value : undefined;
  const { expiresAt: _lease, ...rest } = inForce;
  if (ours === undefined) {
    const ended = withEvent(rest, { time: timeMs, by, action: "released", text: why }, { status: "released" });
    return { memory: { ...memory, inForce: undefined }, changed: [ended], writes: [] };
  }
  const value = { release: null, baseline: rule.baseline, hold: ours }[rule.fallback];
  const text = `${why}; ${fallbackInWords(rule, value)}`;
  const event = { time: timeMs, by, action: "released" as const, text, value, previous: ours };
  const ended: Setpoint = withEvent(rest, event, { status: "released", value, previous: ours });
  const since = keepRecent([...writes, { timeMs, value, previous: ours, isFallback: true }], timeMs);
  return {
    memory: { ...memory, inForce: undefined, writes: since, toldMs: timeMs },
    changed: [ended],
    writes: [ended],
  };
};

const fallbackInWords = ({ fallback, unit }: GuardRule, value: number | null): string => {
  if (value === null) return "given back to the plant's own control";
  return fallback === "hold" ? `held at ${inWords(value, unit)}` : `back to the baseline ${inWords(value, unit)}`;
};
