import type { BehaviouralDiff } from "../../models/backtest/compare-decisions.ts";
import type { NamedNode } from "../../models/backtest/prepare-flow.ts";
import type { BacktestSummary } from "../../models/backtest/summary.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";

/** How much of the history, from its end. */
export const BACKTEST_SPANS = ["day", "week", "all"] as const;
export type BacktestSpan = (typeof BACKTEST_SPANS)[number];

/** Two flows that decided on the same data. */
export interface Compared {
  readonly before: BacktestSummary;
  readonly after: BacktestSummary;
  readonly orders: BehaviouralDiff["orders"];
  readonly alarms: BehaviouralDiff["alarms"];
  readonly forecasts: BehaviouralDiff["forecasts"];
  /** Errors of the flow that is tried, by code. */
  readonly errors: Readonly<Record<string, number>>;
}

/** What the editor shows of a run; the rest is on the page. */
export interface BacktestReport extends Compared {
  readonly fromMs: number;
  readonly toMs: number;
  readonly machines: readonly string[];
  readonly readings: number;
  readonly muted: readonly NamedNode[];
  readonly doubts: readonly NamedNode[];
}

export interface ToldError {
  readonly code: string;
  readonly message: string;
}

/** The run that goes on, or the last one; there is never more than one. */
export interface BacktestState {
  readonly status: "idle" | "running" | "done" | "failed" | "cancelled";
  readonly user?: string;
  readonly span?: BacktestSpan;
  readonly startedMs?: number;
  /** 0 to 1. */
  readonly share?: number;
  readonly error?: ToldError;
  readonly report?: BacktestReport;
}

/** Runs the flow of an editor against the deployed one, in a process of its own. */
export interface BacktestService {
  state(): BacktestState;
  /** @throws TwinError TWIN-BACKTEST-011, -012 */
  start(flow: readonly FlowNode[], span: BacktestSpan, user: string): BacktestState;
  cancel(): BacktestState;
  /** The whole result as a page; empty where there is none. */
  page(): string;
}

/** The service of Node-RED's settings; undefined where the flows are kept in another way. */
export const backtestServiceOf = (settings: Readonly<Record<string, unknown>>): BacktestService | undefined => {
  const storage = settings["storageModule"];
  if (typeof storage !== "object" || storage === null || !("backtest" in storage)) return undefined;
  return isService(storage.backtest) ? storage.backtest : undefined;
};

const isService = (value: unknown): value is BacktestService =>
  typeof value === "object" &&
  value !== null &&
  ["state", "start", "cancel", "page"].every((name) => typeof Reflect.get(value, name) === "function");
