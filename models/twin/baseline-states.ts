import type { AssetType } from "./asset-type.ts";
import { allowedChange, baselineRule, isLearned } from "./baseline-chart.ts";
import { baselineKey } from "./baseline-key.ts";
import type { TwinMemory } from "./twin-memory.ts";
import type { BaselineState } from "./twin-state.ts";

/** What to tell of a machine's baselines: how long they learn still, then their level and the limit beyond which a change counts. */
export const baselineStates = (memory: TwinMemory, type: AssetType): Record<string, BaselineState> => {
  const states: Record<string, BaselineState> = {};
  for (const baseline of type.baselines ?? []) {
    const key = baselineKey(baseline);
    const chart = memory.baselines?.[key];
    const rule = baselineRule(baseline);
    const { feature } = baseline;
    if (!chart || !isLearned(chart, rule)) {
      const hoursToLearn = Math.max(0, rule.settleHours + rule.learnHours - (chart?.hours ?? 0));
      states[key] = { feature, hoursToLearn, level: null, limit: null };
      continue;
    }
    const change = allowedChange(chart, rule);
    const limit = rule.side === "high" ? chart.mean + change : chart.mean - change;
    states[key] = { feature, hoursToLearn: 0, level: chart.mean, limit };
  }
  return states;
};
