import type { Random } from "../random/random.ts";
import type { DamageVariable } from "./physics-model.ts";

/** How far wear rates stray from what is known of them now. */
export interface RateUncertainty {
  /** Log standard deviation in the far future, as a share of `DamageVariable.rateSpread`; default 0.3. */
  readonly share?: number;
  /** Time after which a rate has forgotten 63 % of what it is now; default 1,000. */
  readonly memoryHours?: number;
}

/** Factors on the damage increments, one per damage variable, at hours from now; hours must not fall. */
export type RateCourse = (hours: number) => Float64Array;

const CELL_HOURS = 24;

/**
 * The course of the wear rates of one Monte Carlo sample: log factors that start at 0 (the present rate is in the state)
 * and follow an Ornstein–Uhlenbeck process, constant over a day, with mean factor 1 throughout.
 */
export const rateCourse = (
  damage: readonly DamageVariable[],
  random: Random,
  { share = 0.3, memoryHours = 1000 }: RateUncertainty = {},
): RateCourse => {
  const keep = Math.exp(-CELL_HOURS / memoryHours);
  const scatter = Math.sqrt(1 - keep * keep);
  const logs = new Float64Array(damage.length);
  const factors = new Float64Array(damage.length).fill(1);
  let cell = 0;
  let variance = 0;

  return (hours) => {
    const wanted = Math.floor(hours / CELL_HOURS);
    if (wanted <= cell) return factors;
    for (; cell < wanted; cell++) {
      variance = keep * keep * variance + scatter * scatter;
      for (let i = 0; i < logs.length; i++) logs[i] = keep * (logs[i] ?? 0) + scatter * random.normal();
    }
    for (let i = 0; i < factors.length; i++) {
      const sd = share * (damage[i]?.rateSpread ?? 0);
      factors[i] = Math.exp(sd * (logs[i] ?? 0) - (sd * sd * variance) / 2);
    }
    return factors;
  };
};
