import { madeMs } from "../../models/backtest/decisions.ts";
import type { Setpoint } from "../../models/setpoint/setpoint.ts";
import type { BacktestResult } from "./backtest.ts";
import { pageTable } from "./page-table.ts";
import { isoOf } from "./span.ts";

const HEADS = ["made", "set-point", "of", "aims at", "ended"];

/** The set-points of a run, or where they differ between two. */
export const setpointSection = ({ after, diff }: BacktestResult): string => {
  const all = `<h2>Set-points</h2>${pageTable(HEADS, after.decisions.setpointsMade.map(row))}`;
  if (!diff) return all;
  const { added, gone, changed, same } = diff.setpoints;
  const rows = [
    ...added.map((one) => ["more", ...row(one)]),
    ...gone.map((one) => ["fewer", ...row(one)]),
    ...changed.flatMap(({ before, after }) => [
      ["before", ...row(before)],
      ["after", ...row(after)],
    ]),
  ];
  return `<h2>Set-points that differ</h2><p>${same} the same.</p>${pageTable(["", ...HEADS], rows)}${all}`;
};

const row = (one: Setpoint): string[] => [
  isoOf(madeMs(one)),
  one.id,
  `${one.asset} ${one.parameter}`,
  `${one.target} ${one.unit}`,
  one.status,
];
