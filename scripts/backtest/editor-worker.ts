import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { BacktestReport, BacktestSpan } from "../../nodes/flow-revisions/backtest-service.ts";
import { type BacktestResult, backtest } from "./backtest.ts";
import { backtestPage } from "./backtest-page.ts";

/** What the editor asks for; neither flow has credentials. */
export interface EditorJob {
  readonly flow: readonly FlowNode[];
  readonly against: readonly FlowNode[];
  readonly span: BacktestSpan;
  readonly home: string;
}

const HOURS: Readonly<Record<BacktestSpan, number | undefined>> = { day: 24, week: 168, all: undefined };
/** The editor shows so many of each kind; the page has all. */
const MOST_LISTED = 20;
const EVERY_MS = 500;

/** A backtest for the editor: `editor-worker.ts FOLDER` reads job.json, writes report.json and page.html, tells its progress to its parent. */
const [folder = ""] = process.argv.slice(2);
process.on("disconnect", () => process.exit(1));
const tell = (message: object): Promise<void> =>
  new Promise((resolve) => (process.send ? process.send(message, undefined, undefined, () => resolve()) : resolve()));

const reportOf = ({ span, machines, readings, before, after, diff }: BacktestResult): BacktestReport => {
  if (!before || !diff) throw new Error("there is nothing to compare with");
  const { orders, alarms, forecasts } = diff;
  const few = <T>(all: readonly T[]): readonly T[] => all.slice(0, MOST_LISTED);
  return {
    // both have read the same
    ...{ ...span, machines, readings: readings / 2, forecasts, alarms: few(alarms) },
    orders: { ...orders, added: few(orders.added), gone: few(orders.gone), changed: few(orders.changed) },
    ...{ before: before.summary, after: after.summary },
    ...{ errors: after.errors, muted: after.muted, doubts: after.doubts },
  };
};

let toldMs = 0;
try {
  const { span, ...job } = JSON.parse(readFileSync(join(folder, "job.json"), "utf8")) as EditorJob;
  const result = await backtest({ ...job, assets: [], lastHours: HOURS[span], jobs: 1 }, (share) => {
    if (performance.now() - toldMs < EVERY_MS) return;
    toldMs = performance.now();
    void tell({ share });
  });
  writeFileSync(join(folder, "page.html"), backtestPage(result, []));
  writeFileSync(join(folder, "report.json"), JSON.stringify(reportOf(result)));
  process.exit(0);
} catch (thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  await tell({ error: { code: thrown instanceof TwinError ? thrown.code : "", message } });
  process.exit(1);
}
