import type { GuardMemory } from "./guard-memory.ts";
import type { GuardRule } from "./guard-rule.ts";
import { inWords } from "./in-words.ts";
import { presentValue } from "./present-value.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type NextStep = { readonly value: number; readonly notes: readonly string[] } | { readonly wait: string };

/**
 * The next value on the way to a target: as near as the rate allows, not before the dwell is over, not more often than the day allows.
 *
 * The rate is kept over every window of an hour: the value differs from each that held in the hour before by `ratePerHour` at most.
 *
 * @param target within the rule's bounds
 */
export const nextStep = (rule: GuardRule, memory: GuardMemory, target: number): NextStep => {
  const { writes, timeMs } = memory;
  const present = presentValue(rule, memory);
  if (Math.abs(target - present) < rule.minStep || target === present) return { wait: "it is there" };
  const lastMs = writes.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
  if (timeMs - lastMs < rule.dwellHours * HOUR_MS)
    return { wait: `the last change was less than ${rule.dwellHours} h ago` };
  const today = writes.filter((write) => !write.isFallback && timeMs - write.timeMs < DAY_MS);
  if (today.length >= rule.changesPerDay) return { wait: `it has changed ${today.length} times in 24 h` };

  const held = [present, ...heldWithinHour(memory)];
  const low = Math.max(...held) - rule.ratePerHour;
  const high = Math.min(...held) + rule.ratePerHour;
  const value = Math.min(high, Math.max(low, target));
  if (
    low > high ||
    Math.abs(value - present) < rule.minStep ||
    Math.sign(value - present) !== Math.sign(target - present)
  )
    return { wait: "the rate is used up for this hour" };
  if (value < rule.min || value > rule.max)
    return { wait: `the present ${inWords(present, rule.unit)} is further outside of the bounds than one step` };
  const wanted = inWords(target, rule.unit);
  return {
    value,
    notes: value === target ? [] : [`${wanted} is gone to in steps of ${inWords(rule.ratePerHour, rule.unit)} an hour`],
  };
};

/** All values that held in the hour before, as far as they are known. */
const heldWithinHour = ({ writes, timeMs }: GuardMemory): number[] =>
  writes
    .filter((write) => timeMs - write.timeMs < HOUR_MS)
    .flatMap(({ previous, value }) => [previous, value])
    .filter((value) => value !== null);
