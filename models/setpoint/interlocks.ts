import { URGENCIES } from "../prognosis/forecast.ts";
import type { GuardMemory } from "./guard-memory.ts";
import type { GuardRule } from "./guard-rule.ts";

/** Why the parameter may not be changed now; empty if it may. */
export const interlocks = (rule: GuardRule, memory: GuardMemory): readonly string[] => {
  const { operatingState, openOrders, faults } = memory;
  const reasons: string[] = [];
  if (!Number.isFinite(memory.timeMs)) return [`no state of ${memory.asset} has come yet`];
  if (operatingState === "unknown") reasons.push(`it is not known whether ${memory.asset} runs`);
  else if (!rule.allowedStates.includes(operatingState))
    reasons.push(`${memory.asset} is ${operatingState}, not ${rule.allowedStates.join(" or ")}`);
  if (rule.blockAtUrgency !== undefined) {
    const gravest = URGENCIES.indexOf(rule.blockAtUrgency);
    const order = Object.entries(openOrders).find(([, urgency]) => URGENCIES.indexOf(urgency) <= gravest);
    if (order) reasons.push(`the ${order[1].toLowerCase()} order ${order[0]} is open`);
  }
  return [...reasons, ...faults];
};
