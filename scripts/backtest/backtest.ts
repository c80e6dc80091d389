import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { type BehaviouralDiff, compareDecisions } from "../../models/backtest/compare-decisions.ts";
import type { Decisions } from "../../models/backtest/decisions.ts";
import { isByMachine } from "../../models/backtest/is-by-machine.ts";
import { type NamedNode, prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { type BacktestSummary, summaryOf } from "../../models/backtest/summary.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { LifeScore } from "../../models/scoring/life-score.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { chosenHistory } from "./chosen-history.ts";
import { backtestErrors } from "./errors.ts";
import { type HistoryPlace, openHistory } from "./history.ts";
import { joinRuns } from "./join-runs.ts";
import { outcomes, scored } from "./outcomes.ts";
import { runJobs } from "./run-jobs.ts";
import type { BacktestJob } from "./run-on-history.ts";
import type { Span } from "./span.ts";

export interface BacktestPlan extends HistoryPlace {
  readonly flow: readonly FlowNode[];
  readonly against?: readonly FlowNode[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly assets: readonly string[];
  /** Only so much, from the end of the history. */
  readonly lastHours?: number | undefined;
  /** Processes at once. */
  readonly jobs?: number | undefined;
}

export interface BacktestSide {
  readonly revision: string;
  readonly summary: BacktestSummary;
  readonly decisions: Decisions;
  readonly scores: readonly LifeScore[];
  readonly errors: Readonly<Record<string, number>>;
  readonly muted: readonly NamedNode[];
  readonly doubts: readonly NamedNode[];
  /** SHA-256 of all decisions: the same for the same flow, models and history. */
  readonly digest: string;
}

export interface BacktestResult {
  readonly schema: "twinloom/backtest@1";
  readonly span: Span;
  readonly machines: readonly string[];
  readonly readings: number;
  readonly seconds: number;
  readonly after: BacktestSide;
  readonly before?: BacktestSide;
  readonly diff?: BehaviouralDiff;
}

/**
 * Runs a flow, and another one to compare with, on the history of a store.
 *
 * @throws TwinError TWIN-BACKTEST-001 to -007, TWIN-STORE-001, TWIN-RECORDING-001 to -005
 */
export const backtest = async (plan: BacktestPlan, progress: (share: number) => void): Promise<BacktestResult> => {
  const began = performance.now();
  const flows = [plan.flow, ...(plan.against ? [plan.against] : [])];
  const { span, jobs, names, lives } = await jobsOf(plan, flows);
  const runs = await runJobs(jobs.flat(), plan.jobs ?? availableParallelism(), progress);
  const sides = flows.map((flow, i): BacktestSide & { readings: number } => {
    const before = jobs.slice(0, i).flat().length;
    const { decisions, readings, errors } = joinRuns(runs.slice(before, before + (jobs[i]?.length ?? 0)));
    const { scores, unseen } = scored(lives, decisions);
    const { muted, doubts } = prepareFlow(flow);
    return {
      revision: hashOfFlow(flow),
      summary: summaryOf(decisions, scores, unseen.length),
      ...{ decisions, scores, errors, muted, doubts, readings },
      digest: createHash("sha256").update(JSON.stringify(decisions)).digest("hex"),
    };
  });
  const [after, before] = sides;
  if (!after) throw new TwinError(backtestErrors.failed, { how: "nothing to run" });
  return {
    schema: "twinloom/backtest@1",
    span,
    machines: names,
    readings: sides.reduce((sum, side) => sum + side.readings, 0),
    seconds: (performance.now() - began) / 1000,
    after,
    ...(before ? { before, diff: compareDecisions(before.decisions, after.decisions) } : {}),
  };
};

const jobsOf = async (
  { store: named, home, recording, from, to, assets, lastHours }: BacktestPlan,
  flows: readonly (readonly FlowNode[])[],
) => {
  const history = openHistory({ store: named, home, recording });
  try {
    const {
      machines: ofFlows,
      span,
      names,
    } = await chosenHistory(history, flows.map(prepareFlow), { assets, from, to, lastHours });
    const lives = history.store ? await outcomes(history.store, names, span) : [];
    const jobs = flows.map((flow, i): BacktestJob[] => {
      const machines = ofFlows[i] ?? [];
      const parts = isByMachine(flow) ? machines.map((machine) => [machine]) : [machines];
      return parts.map((part) => ({
        ...{ flow, store: named, home, recording, machines: part, span },
        outcomes: lives.filter(({ asset }) => part.some((machine) => machine.asset === asset)),
      }));
    });
    return { span, jobs, names, lives };
  } finally {
    history.close();
  }
};
