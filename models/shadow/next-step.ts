import type { ShadowPlan } from "./shadow-plan.ts";

/** What is due: go on, make the candidate the live flow, go back to the flow before, or end the watch. */
export type ShadowStep = "wait" | "promote" | "return" | "end";

/**
 * @param cursorMs data time that the shadow has come to
 * @param passed how many limits are passed
 */
export const nextStep = (
  { phase, startMs, promoteAfterMs, watchMs }: Pick<ShadowPlan, "phase" | "startMs" | "promoteAfterMs" | "watchMs">,
  cursorMs: number,
  passed: number,
): ShadowStep => {
  const comparedMs = cursorMs - startMs;
  if (phase === "ended" || comparedMs <= 0) return "wait";
  if (phase === "watch") return passed > 0 ? "return" : comparedMs >= watchMs ? "end" : "wait";
  return promoteAfterMs !== undefined && comparedMs >= promoteAfterMs && passed === 0 ? "promote" : "wait";
};
