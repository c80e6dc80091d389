import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { hybridDistribution } from "../../models/prognosis/hybrid-distribution.ts";
import { normalCdf } from "../../models/prognosis/normal-cdf.ts";
import { normalQuantile } from "../../models/prognosis/normal-quantile.ts";
import { quantileFunction } from "../../models/prognosis/quantile-function.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import { LEVELS } from "../training/training-plan.ts";
import type { Moment } from "./moment.ts";

/** The ways to forecast that are compared. */
export const ENGINES = ["physics as it is", "physics", "trained model", "hybrid"] as const;
export type Engine = (typeof ENGINES)[number];

/** What an engine says of a moment: the physics before and after its calibration, the trained model, and both. */
export const momentDistribution = (moment: Moment, engine: Engine, card: HybridCard): RulDistribution => {
  const physics = fromQuantiles(moment.physicsHours);
  const learned = fromQuantiles(moment.learnedHours);
  switch (engine) {
    case "physics as it is":
      return physics;
    case "physics":
      return conformalDistribution(quantileFunction(LEVELS, moment.physicsHours), card.physicsCalibration);
    case "trained model":
      return learned;
    case "hybrid":
      return hybridDistribution(card, { physics, learned, familiarity: moment.familiarity });
  }
};

/** The distribution that kept quantiles span; exact at `LEVELS`. */
const fromQuantiles = (hours: readonly number[]): RulDistribution => {
  const own = quantileFunction(LEVELS, hours);
  return {
    quantileHours: (p) => own.hoursAt(normalQuantile(p)),
    probabilityWithin: (life) => normalCdf(own.scoreOf(life)),
    widestConfidence: 1,
    horizonHours: Number.POSITIVE_INFINITY,
  };
};
