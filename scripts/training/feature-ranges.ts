import type { ModelFeature } from "../../models/prognosis/model-card.ts";
import type { Row, TableFeature } from "./feature-table.ts";

/** What each input was seen to be in training. */
export const featureRanges = (features: readonly TableFeature[], rows: readonly Row[]): ModelFeature[] =>
  features.map(({ name, unit }, i) => {
    const seen = rows.map((row) => row.vector[i] ?? Number.NaN).sort((a, b) => a - b);
    const at = (share: number): number => rounded(seen[Math.floor(share * (seen.length - 1))] ?? 0);
    return { name, unit, min: at(0), median: at(0.5), max: at(1), ...spreadOf(seen) };
  });

const spreadOf = (values: readonly number[]): Pick<ModelFeature, "mean" | "sd"> => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean: rounded(mean), sd: rounded(Math.sqrt(variance)) };
};

const rounded = (value: number): number => Number(value.toPrecision(6));
