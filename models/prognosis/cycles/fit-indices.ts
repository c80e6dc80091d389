import { Matrix } from "ml-matrix";
import { standardised } from "./cycle-features.ts";
import type { HealthIndices } from "./cycle-recipe.ts";
import { solvePositive } from "./solve-positive.ts";

/** One training life: base values (`indexBase`) of some of its cycles, and what each index should be there. */
export interface IndexLife {
  readonly base: readonly Float64Array[];
  readonly targets: readonly (readonly number[])[];
}

const DIGITS = 10;

/**
 * Ridge regressions of the targets on the standardised base, of all lives and of all but each group.
 *
 * @param groups of the lives, by place; rows of a life in a group are to be used with the weights that never saw the group
 * @param ridge strength; the constant is free
 * @returns the fitted part of the health indices, and the weights without each group
 */
export const fitIndices = (
  lives: readonly IndexLife[],
  groups: readonly (readonly number[])[],
  clip: number,
  ridge: number,
): { readonly fitted: Pick<HealthIndices, "mean" | "spread" | "weights">; readonly without: readonly number[][][] } => {
  const { mean, spread } = moments(lives);
  const sums = groups.map((places) =>
    normalEquations(
      places.flatMap((place) => lives[place] ?? []),
      mean,
      spread,
      clip,
    ),
  );
  const weightsOf = (parts: readonly Equations[]): number[][] => {
    const normal = Matrix.zeros(mean.length + 1, mean.length + 1);
    const right = Matrix.zeros(mean.length + 1, parts[0]?.right.columns ?? 0);
    for (const part of parts) {
      normal.add(part.normal);
      right.add(part.right);
    }
    for (let i = 1; i <= mean.length; i++) normal.set(i, i, normal.get(i, i) + ridge);
    return solvePositive(normal, right)
      .transpose()
      .to2DArray()
      .map((row) => row.map(rounded));
  };
  return {
    fitted: { mean, spread, weights: weightsOf(sums) },
    without: groups.map((_, group) => weightsOf(sums.filter((_, other) => other !== group))),
  };
};

interface Equations {
  readonly normal: Matrix;
  readonly right: Matrix;
}

const moments = (lives: readonly IndexLife[]): { mean: number[]; spread: number[] } => {
  const width = lives[0]?.base[0]?.length ?? 0;
  const sum = new Float64Array(width);
  const squares = new Float64Array(width);
  let rows = 0;
  for (const { base } of lives) {
    for (const row of base) {
      rows++;
      row.forEach((value, i) => {
        sum[i] = (sum[i] ?? 0) + value;
        squares[i] = (squares[i] ?? 0) + value * value;
      });
    }
  }
  const mean = Array.from(sum, (value) => rounded(value / rows));
  const spread = mean.map((centre, i) => {
    const variance = (squares[i] ?? 0) / rows - centre * centre;
    return rounded(Math.sqrt(Math.max(0, variance)) + 1e-9);
  });
  return { mean, spread };
};

/** Sums of squares and products: with the constant first, base × base and base × targets. */
const normalEquations = (
  lives: readonly IndexLife[],
  mean: readonly number[],
  spread: readonly number[],
  clip: number,
): Equations => {
  const width = mean.length + 1;
  const targets = lives[0]?.targets[0]?.length ?? 0;
  const upper = new Float64Array(width * width);
  const right = Matrix.zeros(width, targets);
  const row = new Float64Array(width);
  row[0] = 1;
  for (const { base, targets: wanted } of lives) {
    base.forEach((values, r) => {
      for (let i = 1; i < width; i++) row[i] = standardised(values[i - 1] ?? 0, mean[i - 1], spread[i - 1], clip);
      addOuter(upper, row, width);
      wanted[r]?.forEach((target, k) => {
        for (let i = 0; i < width; i++) right.set(i, k, right.get(i, k) + (row[i] ?? 0) * target);
      });
    });
  }
  const normal = Matrix.zeros(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      normal.set(i, j, upper[i * width + j] ?? 0);
      normal.set(j, i, upper[i * width + j] ?? 0);
    }
  }
  return { normal, right };
};

const addOuter = (upper: Float64Array, row: Float64Array, width: number): void => {
  for (let i = 0; i < width; i++) {
    const value = row[i] ?? 0;
    const from = i * width;
    for (let j = i; j < width; j++) upper[from + j] = (upper[from + j] ?? 0) + value * (row[j] ?? 0);
  }
};

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
