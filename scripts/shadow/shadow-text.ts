import type { BacktestSummary } from "../../models/backtest/summary.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { alarmText, SUMMARY_WORDS, shownNumber } from "../backtest/backtest-text.ts";
import { isoOf } from "../backtest/span.ts";
import { aligned } from "../console/aligned.ts";
import { passedText } from "./passed-text.ts";
import type { ShadowStatus } from "./shadow-status.ts";

/** A day of history of a large plant may take so long. */
const SILENT_MS = 300_000;

/** Whether the process in shadow has told of itself lately. */
export const isAtWork = (status: ShadowStatus | undefined, nowMs: number): boolean =>
  status !== undefined && nowMs - status.beatMs < SILENT_MS;

const HOUR_MS = 3_600_000;
const hours = (ms: number): string => `${shownNumber(ms / HOUR_MS)} h`;

/** A shadow as it is read on a terminal. */
export const shadowText = (plan: ShadowPlan, status: ShadowStatus | undefined, nowMs: number): string => {
  const { phase, name, live, startMs, limits, promoteAfterMs, watchMs, end } = plan;
  const lines = [
    phase === "ended"
      ? `${name}: ended, ${end ?? ""}`
      : phase === "watch"
        ? `revision ${live} was promoted; ${name} runs in shadow, for ${hours(watchMs)} of data`
        : `${name} runs in shadow beside revision ${live}`,
    `limits: ${limits.join(", ") || "none"}${promoteAfterMs === undefined ? "" : `; promoted by itself after ${hours(promoteAfterMs)} of data`}`,
  ];
  if (!status) return `${[...lines, "no data has been looked at yet: is twinloom run or start up?"].join("\n")}\n`;
  const { cursorMs, newestMs, machines, readings, before, after, diff, passed, errors } = status;
  const comparedMs = Math.max(0, cursorMs - startMs);
  lines.push(
    `${machines.join(", ")}: ${shownNumber(readings)} readings, to ${isoOf(cursorMs)}; ${hours(Math.max(0, newestMs - cursorMs))} behind; compared over ${hours(comparedMs)}`,
    "",
    aligned([["", "before", "after"], ...rows(before, after)]).trimEnd(),
    `orders: ${diff.orders.added.length} more, ${diff.orders.gone.length} fewer, ${diff.orders.changed.length} otherwise, ${diff.orders.same} the same`,
    ...diff.alarms.map(alarmText),
    `forecasts for both: ${diff.forecasts.both}, on average ${shownNumber(diff.forecasts.meanChangeHours)} h longer`,
    ...Object.entries(errors).map(([code, count]) => `error ${code}: ${count} times`),
    ...passed.map((one) => `PASSED ${passedText(one)}`),
  );
  if (phase !== "ended" && !isAtWork(status, nowMs))
    lines.push("nobody is at work on it: is twinloom run or start up?");
  return `${lines.join("\n")}\n`;
};

const rows = (before: BacktestSummary, after: BacktestSummary): string[][] =>
  (Object.keys(SUMMARY_WORDS) as (keyof BacktestSummary)[]).map((key) => [
    SUMMARY_WORDS[key],
    shownNumber(before[key]),
    shownNumber(after[key]),
  ]);
