import { type Decisions, madeMs } from "../../models/backtest/decisions.ts";
import type { BacktestRun } from "./run-on-history.ts";

/** One run of the runs of its machines: in the order of time, whoever ended first. */
export const joinRuns = (runs: readonly BacktestRun[]): BacktestRun => ({
  decisions: {
    forecasts: inOrder(runs.flatMap(({ decisions }) => decisions.forecasts)),
    alarms: inOrder(runs.flatMap(({ decisions }) => decisions.alarms)),
    orders: runs
      .flatMap(({ decisions }) => decisions.orders)
      .sort((a, b) => a.raisedTime - b.raisedTime || (a.id < b.id ? -1 : 1)),
    setpointsMade: runs
      .flatMap(({ decisions }) => decisions.setpointsMade)
      .sort((a, b) => madeMs(a) - madeMs(b) || (a.id < b.id ? -1 : 1)),
    others: summed(runs.map(({ decisions }) => decisions.others)),
  } satisfies Decisions,
  readings: runs.reduce((sum, { readings }) => sum + readings, 0),
  errors: summed(runs.map(({ errors }) => errors)),
});

/** Each run is in order, and machines are in the order of their names: what is of one time and machine stays as it was. */
const inOrder = <T extends { readonly time: number; readonly asset: string }>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => a.time - b.time || (a.asset === b.asset ? 0 : a.asset < b.asset ? -1 : 1));

const summed = (all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>();
  for (const one of all) for (const [name, count] of Object.entries(one)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort());
};
