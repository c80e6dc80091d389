import type { Interval } from "../interval-at.ts";

/**
 * One forecast beside what happened. Hours throughout; where a fleet counts cycles, one cycle stands for one hour.
 * Each metric asks for the fields that it reads only.
 */
export interface ScoredForecast {
  /** Data time the forecast was made at, epoch milliseconds. */
  readonly time: number;
  /** Forecast remaining life in hours (the median). */
  readonly rulHours: number;
  readonly interval: Interval;
  /** Hours that were really left at `time`. */
  readonly truth: number;
}
