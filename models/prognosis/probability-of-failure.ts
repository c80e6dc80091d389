import type { RulDistribution } from "./rul-distribution.ts";
import { CRITICAL_HOURS, WARNING_HOURS } from "./urgency.ts";

/** Probability, 0 to 1, that the component fails within two days and within one week. */
export const probabilityOfFailure = (distribution: RulDistribution) => ({
  within48h: distribution.probabilityWithin(CRITICAL_HOURS),
  within168h: distribution.probabilityWithin(WARNING_HOURS),
});
