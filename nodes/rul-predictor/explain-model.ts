import { TwinError } from "../../models/errors/twin-error.ts";
import { explainErrors } from "../../models/prognosis/explain/errors.ts";
import { type ForecastExplainer, forecastExplainer } from "../../models/prognosis/explain/forecast-explainer.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import type { LoadedModel } from "../kit/model-runner.ts";

const OUTPUT = "rulHours";
/** Rounding to float32 in the runtime is far below this share of a forecast. */
const TOLERANCE = 1e-3;

/**
 * Explains the median of a model's forecast, if it can be: a model that can't be explained forecasts all the same. That the
 * trees as read here give what the runtime gives is tried on the medians of the training.
 *
 * @param file the model's bytes
 * @returns TwinError TWIN-EXPLAIN-001 to -004 where it can't be explained
 */
export const explainModel = async (
  file: Uint8Array,
  { features, quantileLevels }: ModelCard,
  model: LoadedModel,
): Promise<ForecastExplainer | TwinError> => {
  try {
    const median = quantileLevels.indexOf(0.5);
    const explainer = forecastExplainer(file, OUTPUT, median);
    const row = Float32Array.from(features, (feature) => feature.median);
    const expected = (await model.run(row, 1)).get(OUTPUT)?.[median] ?? Number.NaN;
    const found = explainer(row).forecast;
    if (Math.abs(found - expected) <= TOLERANCE * (1 + Math.abs(expected))) return explainer;
    return new TwinError(explainErrors.otherForecast, { found, expected });
  } catch (error) {
    if (error instanceof TwinError) return error;
    throw error;
  }
};
