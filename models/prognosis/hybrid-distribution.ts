import { conformalDistribution } from "./conformal-distribution.ts";
import type { HybridCard } from "./hybrid-card.ts";
import { type QuantileFunction, quantileFunction } from "./quantile-function.ts";
import type { RulDistribution } from "./rul-distribution.ts";
import { underOtherLoad } from "./under-other-load.ts";
import { vincentAverage } from "./vincent-average.ts";

/** What the engines say, each by itself. */
export interface BothForecasts {
  /** For the load as it was. */
  readonly physics: RulDistribution;
  /** The physics under the load that the user plans; absent: as it was. */
  readonly planned?: RulDistribution;
  /** For the load as it was; absent where the trained model says nothing. */
  readonly learned?: RulDistribution;
  /** See `familiarity`; 0 leaves the physics alone. */
  readonly familiarity: number;
}

/**
 * The physics' forecast, calibrated on held-out machines and corrected by the trained model as far as that one knows where it
 * is: quantiles of both are averaged by the weights of the card and the average is calibrated again; outside of the trained
 * model's range the physics stands alone, between them it goes over evenly. A planned load moves the result as it moves
 * the physics.
 *
 * A physics forecast that ends at its horizon is left as it is: "at least" can't be averaged.
 */
export const hybridDistribution = (card: HybridCard, given: BothForecasts): RulDistribution => {
  const { physics, planned, learned, familiarity } = given;
  if ([physics, planned].some((one) => one && endsAtHorizon(card, one))) return planned ?? physics;
  const own = readAt(card, physics);
  const alone = conformalDistribution(own, card.physicsCalibration);
  const together = (other: RulDistribution): RulDistribution => {
    const average = vincentAverage(other, alone, learnedWeight(card, alone.quantileHours(0.5)));
    return vincentAverage(conformalDistribution(readAt(card, average), card.calibration), alone, familiarity);
  };
  const asItWas = learned && familiarity > 0 ? together(learned) : alone;
  return planned ? underOtherLoad(asItWas, own, readAt(card, planned)) : asItWas;
};

/** Share of the trained model where the physics forecasts so many hours as its median. */
export const learnedWeight = ({ weight }: Pick<HybridCard, "weight">, physicsHours: number): number => {
  const { nearHours, near, farHours, far } = weight;
  const from = Math.log1p(nearHours);
  const share = (Math.log1p(physicsHours) - from) / Math.max(1e-9, Math.log1p(farHours) - from);
  return near + (far - near) * Math.max(0, Math.min(1, share));
};

const readAt = ({ levels }: HybridCard, given: RulDistribution): QuantileFunction =>
  quantileFunction(
    levels,
    levels.map((level) => given.quantileHours(level)),
  );

const endsAtHorizon = ({ levels }: HybridCard, given: RulDistribution): boolean =>
  given.quantileHours(levels.at(-1) ?? 0.5) >= given.horizonHours;
