import { mean } from "../signal/mean.ts";
import type { RulDistribution } from "./rul-distribution.ts";

const STEPS = 100;

/** Mean of the distribution in hours, over its quantiles at 0.5 % to 99.5 %: the forecast whose mean square error is least. */
export const expectedHours = (distribution: RulDistribution): number =>
  mean(Array.from({ length: STEPS }, (_, i) => distribution.quantileHours((i + 0.5) / STEPS)));
