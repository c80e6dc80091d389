import type { FlowTestOutcome } from "../../models/backtest/judge-flow-test.ts";
import { isoOf } from "../backtest/span.ts";
import type { FlowTestResult } from "./run-flow-tests.ts";

/** Decisions that are shown of one kind. */
const MOST_SHOWN = 10;

/** A result as it is read on a terminal: where a test failed, what was expected, what came, and what was decided at all. */
export const flowTestText = ({ file, test, passed, mismatches, problem, outcome }: FlowTestResult): string => {
  const head = `${passed ? "ok  " : "FAIL"}  ${test === undefined ? file : `${file}: ${test}`}`;
  const lines = mismatches.flatMap(({ place, expected, got }) => [
    `      ${place}`,
    `        expected  ${expected}`,
    `        got       ${got}`,
  ]);
  return [
    head,
    ...(problem === undefined ? [] : problem.split("\n").map((line) => `      ${line}`)),
    ...lines,
    ...(passed || !outcome ? [] : decided(outcome)),
    "",
  ].join("\n");
};

const decided = ({ orders, alarms, forecasts, errors }: FlowTestOutcome): readonly string[] => [
  ...listed("orders", orders, (one) => [
    one["raisedTime"],
    one["asset"],
    one["component"],
    one["urgency"],
    one["title"],
  ]),
  ...listed("alarms", alarms, (one) => [one["time"], one["asset"], one["id"], one["state"], one["priority"]]),
  ...listed("forecasts", forecasts.slice(-1), (one) => [
    one["time"],
    one["asset"],
    one["component"],
    one["rulHours"],
    one["urgency"],
  ]),
  ...Object.entries(errors).map(([code, count]) => `      decided: error ${code}, ${count} times`),
];

type Decision = Readonly<Record<string, unknown>>;

const listed = (
  what: string,
  all: readonly object[],
  words: (one: Decision) => readonly unknown[],
): readonly string[] => {
  const shown = all.slice(0, MOST_SHOWN).map(
    (one) =>
      `      decided: ${what}: ${words(one as Decision)
        .map(word)
        .join("  ")}`,
  );
  return all.length > MOST_SHOWN ? [...shown, `      decided: ${what}: and ${all.length - MOST_SHOWN} more`] : shown;
};

const word = (value: unknown, i: number): string =>
  i === 0 && typeof value === "number" ? isoOf(value) : value === undefined ? "–" : String(value);
