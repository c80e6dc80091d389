import { TwinError } from "../../models/errors/twin-error.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { quantileFunction } from "../../models/prognosis/quantile-function.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import { rulErrors } from "./errors.ts";
import type { TrainedModel } from "./shipped-models.ts";

/**
 * What a trained model says of one row of inputs, calibrated by its card.
 *
 * @throws TwinError TWIN-RUL-008 if the model's answer has another shape than the card says
 */
export const modelDistribution = async (
  { card, model }: Pick<TrainedModel, "card" | "model">,
  vector: Float64Array,
): Promise<RulDistribution> => {
  const hours = (await model.run(Float32Array.from(vector), 1)).get("rulHours") ?? new Float32Array();
  const levels = card.quantileLevels;
  if (hours.length !== levels.length) {
    const [found, expected] = [`${hours.length} outputs`, `${levels.length} a row`];
    throw new TwinError(rulErrors.modelShape, { file: card.model.file, found, expected });
  }
  return conformalDistribution(quantileFunction(levels, hours), card.calibration, card.longestHours);
};

/** True remaining lives of the rows that the card was scored on, hours. */
export const scoredLives = ({ metrics }: ModelCard): readonly number[] =>
  metrics.forecasts?.map(({ truth }) => truth) ?? [];

/** The longest of them: no interval is stretched beyond it. */
export const longestLife = (card: ModelCard): number | undefined => {
  const lives = scoredLives(card);
  return lives.length > 0 ? Math.max(...lives) : undefined;
};
