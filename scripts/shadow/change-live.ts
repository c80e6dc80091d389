import { limitText, type PassedLimit } from "../../models/backtest/limits.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { isoOf } from "../backtest/span.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { flowOf } from "../revisions/find-revision.ts";
import { headOf, readRevision } from "../revisions/history.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { passedText } from "./passed-text.ts";
import { runningPlan, shadowFlowFile, writePlan } from "./shadow-files.ts";
import { readStatus, type ShadowStatus } from "./shadow-status.ts";
import { keepFlow, newRun } from "./start-shadow.ts";

export interface PromoteOptions {
  readonly by: string;
  /** Kept with the revision. */
  readonly why: string;
  readonly force?: boolean | undefined;
}

/**
 * Makes what runs in shadow the live flow, which a running Twinloom loads at once; the flow before runs on in shadow, so that what was promoted
 * has something to be held against.
 *
 * @throws TwinError TWIN-SHADOW-001, -003 to -006, -013, TWIN-REV-004
 */
export const promoteShadow = (home: string, { by, why, force }: PromoteOptions): Revision => {
  const plan = runningPlan(home);
  if (plan.phase === "watch") {
    throw new TwinError(shadowErrors.watching, { name: plan.name, until: isoOf(plan.startMs + plan.watchMs) });
  }
  if (force && !why.trim()) throw new TwinError(shadowErrors.noReason);
  const status = readStatus(home, plan.id);
  const hindrance = force ? undefined : promotionHindrance(home, plan, status);
  if (hindrance) throw hindrance;
  const flow = readFlowFile(shadowFlowFile(home, plan.id));
  const before = flowOf(home, readRevision(home, headOf(home) ?? plan.live));
  const message = [`Promoted from shadow: ${plan.name}`, status ? figures(status) : "not compared", why.trim()];
  const author = { user: by, message: message.filter(Boolean).join("; ") };
  const revision = commitFlow(home, flow, author, { overFiles: true });
  if (plan.watchMs === 0) {
    writePlan(home, { ...plan, phase: "ended", end: `promoted as ${revision.id}` });
    return revision;
  }
  const id = newRun();
  keepFlow(home, id, before);
  const startMs = Math.max(plan.startMs, status?.newestMs ?? plan.startMs);
  const { promoteAfterMs: _, ...kept } = plan;
  writePlan(home, { ...kept, id, phase: "watch", name: `the flow before ${revision.id}`, live: revision.id, startMs });
  return revision;
};

/**
 * Makes the flow before the promotion the live flow again.
 *
 * @throws TwinError TWIN-SHADOW-001, those of the revisions
 */
export const returnLive = (home: string, plan: ShadowPlan, passed: readonly PassedLimit[]): Revision => {
  const why = passed.map(passedText).join(", ");
  const flow = readFlowFile(shadowFlowFile(home, plan.id));
  const message = `Returned by itself to the flow before ${plan.live}: ${why}`;
  const revision = commitFlow(home, flow, { user: "twinloom", message }, { overFiles: true });
  writePlan(home, { ...plan, phase: "ended", end: message });
  return revision;
};

const figures = ({ before, after }: ShadowStatus): string =>
  `${before.orders} orders before, ${after.orders} after, ${before.forecasts} forecasts before, ${after.forecasts} after`;

/** Why a shadow is not promoted without force; undefined where nothing is in the way. */
export const promotionHindrance = (
  home: string,
  { name, live, startMs }: ShadowPlan,
  status: ShadowStatus | undefined,
): TwinError | undefined => {
  const head = headOf(home) ?? "none";
  if (head !== live) return new TwinError(shadowErrors.liveChanged, { head, name, live });
  if (!status || status.cursorMs <= startMs) {
    const cursor = status ? isoOf(status.cursorMs) : "nothing";
    return new TwinError(shadowErrors.nothingCompared, { name, cursor, start: isoOf(startMs) });
  }
  const [first] = status.passed;
  if (!first) return undefined;
  const { limit, before, after } = first;
  return new TwinError(shadowErrors.limitPassed, { name, what: limit.name, before, after, limit: limitText(limit) });
};
