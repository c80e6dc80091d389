import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { baseOf, type Explanation, explainSum } from "./explain-sum.ts";
import { readOnnxGraph } from "./onnx-graph.ts";
import { type OutputColumn, outcomeOf } from "./output-column.ts";
import { traceOutput } from "./trace-output.ts";

/** Explains one column of a model's output in the output's unit. */
export type ForecastExplainer = (x: ArrayLike<number>) => Explanation;

/** Two sums closer than this are one: their quotient would be noise. */
const SAME = 1e-9;
/** Half the step of the slope there. */
const STEP = 1e-6;

/**
 * Reads from an ONNX file how one column of an output comes from its trees. Contributions are tree SHAP of the sum of the
 * trees, exact. Where an exp or the like follows (g), they are brought into the output's unit along the straight way from
 * the base b to the sum f, on which all of them grow together (Aumann–Shapley: Sundararajan & Najmi, ICML 2020): each gets
 * its share of the sum's way, (g(f) − g(b)) / (f − b) × its contribution. Base and contributions add up to g(f).
 *
 * @throws TwinError TWIN-EXPLAIN-001 (no ONNX), -002 (not made of trees), -003 (no covers)
 */
export const forecastExplainer = (file: Uint8Array, output: string, column: number): ForecastExplainer => {
  const traced = traceOutput(readOnnxGraph(file), output)[column];
  if (!traced) throw new TwinError(explainErrors.otherGraph, { reason: `${output} has no column ${column}` });
  const base = baseOf(traced);
  return (x) => inItsUnit(traced, explainSum(traced, base, x));
};

const inItsUnit = (column: OutputColumn, sum: Explanation): Explanation => {
  const [base, forecast] = [outcomeOf(column, sum.base), outcomeOf(column, sum.forecast)];
  const way = sum.forecast - sum.base;
  const slope =
    Math.abs(way) > SAME
      ? (forecast - base) / way
      : (outcomeOf(column, sum.base + STEP) - outcomeOf(column, sum.base - STEP)) / (2 * STEP);
  return { base, forecast, contributions: sum.contributions.map((one) => one * slope) };
};
