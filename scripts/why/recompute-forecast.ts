import { TwinError } from "../../models/errors/twin-error.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { KeptBasis } from "../../nodes/rul-predictor/forecast-basis.ts";
import { joinOutcomes } from "../../nodes/rul-predictor/join-outcomes.ts";
import { FAILED, failedReason, forecastFigures } from "../../nodes/rul-predictor/to-forecast.ts";
import { whyErrors } from "./errors.ts";
import type { KeptForecast } from "./kept-forecast.ts";
import { physicsPart } from "./physics-part.ts";
import { trainedPart } from "./trained-part.ts";

export interface Recomputed {
  /** `same`: bit for bit. `not possible`: see the reason. */
  readonly result: "same" | "different" | "not possible";
  readonly reason: string;
  /** Names of the numbers that differ. */
  readonly differing: readonly string[];
}

/**
 * Computes the numbers of a kept forecast again: the model of its hash, on the inputs that were kept with it, and the physics
 * from the state that was.
 *
 * @param basis what the physics' part follows from; a forecast of a trained model alone needs none
 */
export const recomputeForecast = async (
  forecast: KeptForecast,
  home: string,
  basis?: KeptBasis,
): Promise<Recomputed> => {
  const { computedFrom, quantiles, actAtProbability } = forecast;
  if (!computedFrom || !quantiles || actAtProbability === undefined) return impossible("the forecast has no numbers");
  try {
    const distribution = await distributionOf(forecast, home, basis);
    if (!distribution) return { result: "different", reason: "there is no number now", differing: ["rulHours"] };
    const options = { confidence: computedFrom.settings.confidence / 100, urgencyThreshold: actAtProbability };
    return compared(forecast, forecastFigures(distribution, options));
  } catch (error) {
    if (error instanceof TwinError) return impossible(error.message);
    throw error;
  }
};

const distributionOf = async (
  forecast: KeptForecast,
  home: string,
  basis: KeptBasis | undefined,
): Promise<RulDistribution | undefined> => {
  const { component, engine, reason } = forecast;
  if (reason === failedReason(component)) return FAILED;
  const learned = engine === "physics" ? undefined : await trainedPart(forecast, home);
  if (engine === "onnx") return learned?.outcome.distribution;
  if (!basis) throw new TwinError(whyErrors.basisNotKept);
  const physics = await physicsPart(forecast, basis);
  const plan = {
    hybrids: new Map(basis.hybrid ? [[component, basis.hybrid]] : []),
    trained: learned ? [learned.trained] : [],
    future: undefined,
  };
  const outcomes = [physics, learned?.outcome].flatMap((one) => one ?? []);
  return joinOutcomes(plan, outcomes)[0]?.distribution;
};

const compared = (forecast: KeptForecast, figures: Readonly<Record<string, unknown>>): Recomputed => {
  const differing = Object.entries(figures)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(forecast, name)))
    .map(([name]) => name);
  if (differing.length === 0) return { result: "same", reason: "bit for bit", differing };
  return { result: "different", reason: "this code or its model runner computes otherwise", differing };
};

const impossible = (reason: string): Recomputed => ({ result: "not possible", reason, differing: [] });
