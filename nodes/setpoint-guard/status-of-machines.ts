import type { GuardMemory } from "../../models/setpoint/guard-memory.ts";
import type { GuardRule } from "../../models/setpoint/guard-rule.ts";
import { presentValue } from "../../models/setpoint/present-value.ts";
import type { NodeStatus } from "../kit/world.ts";

const DIGITS = 5;
const short = (value: number): string => String(Number(value.toPrecision(DIGITS)));

/** What waits, what holds: in under 20 characters. */
export const statusOfMachines = (rule: GuardRule, machines: readonly GuardMemory[]): NodeStatus => {
  const [first, ...others] = machines;
  if (!first) return { level: "waiting", text: "no state yet" };
  if (others.length === 0) return statusOf(rule, first);
  const waiting = machines.filter(({ proposal }) => proposal).length;
  const inForce = machines.filter((one) => one.inForce).length;
  return { level: waiting > 0 ? "waiting" : "ok", text: `${inForce} held, ${waiting} asked` };
};

const statusOf = (rule: GuardRule, memory: GuardMemory): NodeStatus => {
  const { proposal, inForce } = memory;
  if (proposal) {
    const value = short(proposal.target);
    return rule.mode === "approve"
      ? { level: "waiting", text: `${value} to approve` }
      : { level: "ok", text: `advises ${value}` };
  }
  if (!inForce) return { level: "ok", text: "as it is" };
  const [now, target] = [short(presentValue(rule, memory)), short(inForce.target)];
  return { level: "ok", text: now === target ? `at ${now}` : `${now} to ${target}` };
};
