import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import type { TreeSum } from "./read-trees.ts";

/**
 * One column of a graph's output as an explanation sees it: a constant and weighted trees, added up, and what is done with
 * that sum afterwards (exp of the shipped models, which forecast ln(1 + hours)).
 */
export interface OutputColumn {
  readonly sums: readonly TreeSum[];
  readonly constant: number;
  /** In this order; empty if the trees give the forecast itself. */
  readonly afterwards: readonly ((value: number) => number)[];
}

export const columnOf = (sum: TreeSum): OutputColumn => ({
  sums: [{ ...sum, constant: 0 }],
  constant: sum.constant,
  afterwards: [],
});

/** The forecast in its own unit. */
export const outcomeOf = ({ afterwards }: OutputColumn, sum: number): number =>
  afterwards.reduce((value, apply) => apply(value), sum);

export const applied = (column: OutputColumn, apply: (value: number) => number): OutputColumn => ({
  ...column,
  afterwards: [...column.afterwards, apply],
});

/** `column` × scale + shift; stays a sum of trees as long as it is one. */
export const scaled = (column: OutputColumn, scale: number, shift: number): OutputColumn =>
  column.afterwards.length > 0
    ? applied(column, (value) => value * scale + shift)
    : {
        sums: column.sums.map((sum) => ({ ...sum, weight: sum.weight * scale })),
        constant: column.constant * scale + shift,
        afterwards: [],
      };

/** @throws TwinError TWIN-EXPLAIN-002 where something was done with the sums before: that adds up to no sum of trees */
export const added = (columns: readonly OutputColumn[]): OutputColumn => {
  if (columns.some(({ afterwards }) => afterwards.length > 0)) {
    throw new TwinError(explainErrors.otherGraph, { reason: "it adds up outputs after an exp or the like" });
  }
  return {
    sums: columns.flatMap(({ sums }) => sums),
    constant: columns.reduce((total, { constant }) => total + constant, 0),
    afterwards: [],
  };
};
