import type { AlarmDifference } from "../../models/backtest/compare-decisions.ts";
import type { PassedLimit } from "../../models/backtest/limits.ts";
import { limitText } from "../../models/backtest/limits.ts";
import type { NamedNode } from "../../models/backtest/prepare-flow.ts";
import type { BacktestSummary } from "../../models/backtest/summary.ts";
import { aligned } from "../console/aligned.ts";
import type { BacktestResult } from "./backtest.ts";
import { isoOf } from "./span.ts";

/** What each number of a summary is, in the order in which they are shown. */
export const SUMMARY_WORDS: Readonly<Record<keyof BacktestSummary, string>> = {
  orders: "work orders",
  criticalOrders: "of them critical",
  setpoints: "set-points",
  alarms: "alarms that rose",
  forecasts: "forecasts",
  failures: "confirmed failures",
  missed: "of them missed",
  falseAlarms: "orders on a sound component",
  maeHours: "mean error, h",
  winklerHours: "Winkler score of 90 %, h",
  coverage90: "share that 90 % held",
  warnedHours: "warned before the end, h",
};

export const shownNumber = (value: number | undefined): string =>
  value === undefined
    ? "–"
    : Number.isInteger(value)
      ? value.toLocaleString("en-US")
      : String(Number(value.toPrecision(3)));

/** The rows of a summary, of one flow or of two. */
export const summaryRows = ({ before, after }: BacktestResult): string[][] =>
  (Object.keys(SUMMARY_WORDS) as (keyof BacktestSummary)[]).map((key) => [
    SUMMARY_WORDS[key],
    ...(before ? [shownNumber(before.summary[key])] : []),
    shownNumber(after.summary[key]),
  ]);

/** A result as it is read on a terminal. */
export const backtestText = (result: BacktestResult, passed: readonly PassedLimit[]): string => {
  const { span, machines, readings, seconds, before, after, diff } = result;
  const heads = before ? [["", `before ${before.revision}`, `after ${after.revision}`]] : [["", after.revision]];
  const lines = [
    `${machines.join(", ")}: ${isoOf(span.fromMs)} to ${isoOf(span.toMs)}, ${shownNumber(readings)} readings in ${shownNumber(seconds)} s`,
    "",
    aligned([...heads, ...summaryRows(result)]),
  ];
  if (diff) {
    lines.push(differenceText("orders", diff.orders), differenceText("set-points", diff.setpoints));
    lines.push(...diff.alarms.map(alarmText));
  }
  for (const [code, count] of Object.entries(after.errors)) lines.push(`error ${code}: ${count} times`);
  lines.push(
    ...namedLines("silent here", after.muted),
    ...namedLines("may give something else another time", after.doubts),
  );
  for (const { limit, before: was, after: is } of passed) {
    lines.push(`PASSED ${limitText(limit)}: ${shownNumber(was)} -> ${shownNumber(is)}`);
  }
  return `${lines.join("\n")}\n`;
};

interface Difference {
  readonly added: readonly unknown[];
  readonly gone: readonly unknown[];
  readonly changed: readonly unknown[];
  readonly same: number;
}

const differenceText = (what: string, { added, gone, changed, same }: Difference): string =>
  `${what}: ${added.length} more, ${gone.length} fewer, ${changed.length} otherwise, ${same} the same`;

/** An alarm that rises or clears otherwise. */
export const alarmText = ({ id, before, after, clearedBefore, clearedAfter }: AlarmDifference): string =>
  `alarm ${id}: rose ${before} -> ${after}, cleared ${clearedBefore} -> ${clearedAfter}`;

/** A line for each node: what is said of it, its name and why. */
export const namedLines = (what: string, nodes: readonly NamedNode[]): string[] =>
  nodes.map(({ name, type, id, reason }) => `${what}: ${name || id} (${type}), ${reason}`);
