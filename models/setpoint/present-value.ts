import type { GuardMemory } from "./guard-memory.ts";
import type { GuardRule } from "./guard-rule.ts";

/**
 * What the parameter is now: the value that is in force as it was told, else as it is measured, else as it was last told, else the
 * baseline. A measured value comes with noise, which would wander into each step.
 */
export const presentValue = (rule: GuardRule, { inForce, writes, measured }: GuardMemory): number => {
  const told = writes.at(-1)?.value ?? undefined;
  return (inForce ? (told ?? measured) : (measured ?? told)) ?? rule.baseline;
};
