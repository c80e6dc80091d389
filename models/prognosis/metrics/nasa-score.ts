import { forecastError } from "./forecast-error.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/** Cycles too early, and too late, at which one forecast costs e - 1: late is dearer. */
const EARLY_CYCLES = 13;
const LATE_CYCLES = 10;

/**
 * Score of the PHM08 challenge and of C-MAPSS, a sum over the forecasts without unit, 0 at best: with d = forecast -
 * truth in cycles, each costs exp(-d/13) - 1 if d < 0 and exp(d/10) - 1 otherwise. 0 for no forecasts; it grows with
 * their number, so compare it for the same test set only.
 *
 * Source: Saxena, Goebel, Simon & Eklund, Damage propagation modeling for aircraft engine run-to-failure simulation,
 * PHM 2008.
 *
 * @param hoursPerCycle what one of the score's cycles is worth on this kind of machine
 */
export const nasaScore = (
  forecasts: readonly Pick<ScoredForecast, "rulHours" | "truth">[],
  hoursPerCycle = 1,
): number =>
  forecasts.reduce((sum, forecast) => {
    const cycles = forecastError(forecast) / hoursPerCycle;
    return sum + Math.expm1(cycles < 0 ? -cycles / EARLY_CYCLES : cycles / LATE_CYCLES);
  }, 0);
