import { compareDecisions } from "../../models/backtest/compare-decisions.ts";
import type { Decisions } from "../../models/backtest/decisions.ts";
import { type Limit, passedLimits, readLimit } from "../../models/backtest/limits.ts";
import { summaryOf } from "../../models/backtest/summary.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { openDocuments } from "../../nodes/store/sqlite/open-documents.ts";
import { outcomes, scored } from "../backtest/outcomes.ts";
import { recordedStore } from "../store/recorded-store.ts";
import { decisionReader } from "./shadow-decisions.ts";
import type { Progress, ShadowRun } from "./shadow-run.ts";
import type { ShadowStatus } from "./shadow-status.ts";

export type Comparison = Pick<ShadowStatus, "before" | "after" | "setpoints" | "diff" | "passed">;

/**
 * Holds what both flows have decided since the comparison began against each other, up to the data time that the shadow has come to. What went
 * wrong in the plant is known from the orders that were closed live.
 */
export const comparer = (home: string, plan: ShadowPlan, run: ShadowRun) => {
  const readers = { live: decisionReader(plan.startMs), shadow: decisionReader(plan.startMs) };
  const limits = plan.limits.map(readLimit).filter((limit): limit is Limit => limit !== undefined);
  return async ({ cursorMs, machines }: Progress): Promise<Comparison> => {
    const { store: live } = recordedStore(home);
    try {
      const now = await readers.live.read(live, cursorMs);
      const own = openDocuments(run.store);
      const beside = await readers.shadow.read(own, cursorMs).finally(own.close);
      // while it is watched, what was promoted runs live and what was before runs in shadow
      const [old, fresh] = plan.phase === "watch" ? [beside, now] : [now, beside];
      const span = { fromMs: plan.startMs, toMs: Math.max(plan.startMs, cursorMs) };
      const lives = await outcomes(live, machines, span);
      const [before, after] = [summary(lives, old), summary(lives, fresh)];
      return {
        ...{ before, after, diff: compareDecisions(old, fresh), passed: passedLimits(limits, before, after) },
        setpoints: { before: old.setpoints, after: fresh.setpoints },
      };
    } finally {
      live.close();
    }
  };
};

const summary = (lives: Awaited<ReturnType<typeof outcomes>>, decisions: Decisions) => {
  const { scores, unseen } = scored(lives, decisions);
  return summaryOf(decisions, scores, unseen.length);
};
