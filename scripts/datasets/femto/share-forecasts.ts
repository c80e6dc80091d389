import type { LoadedModel } from "../../../nodes/kit/model-runner.ts";
import { matrixOf } from "../../training/feature-table.ts";
import type { Moment } from "./bearing-life.ts";

/** Forecast share of life left, 0 to 1, at each moment. */
export const shareForecasts = async (model: LoadedModel, moments: readonly Moment[]): Promise<number[]> => {
  const rows = moments.map(({ vector, shareLeft }) => ({ vector, rulHours: shareLeft }));
  const shares = (await model.run(matrixOf(rows), rows.length)).get("rulHours") ?? new Float32Array();
  return Array.from(shares, (share) => Math.min(1, Math.max(0, share)));
};
