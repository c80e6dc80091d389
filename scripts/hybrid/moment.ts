/** What each engine said about one component at one moment of a simulated life, and what came. */
export interface Moment {
  readonly rulHours: number;
  /** Forecast quantiles at `LEVELS`, hours. */
  readonly physicsHours: readonly number[];
  readonly learnedHours: readonly number[];
  /** How far inside of its training the learned model was asked, 0 to 1: see `familiarity`. */
  readonly familiarity: number;
}

/** Moments of one life of one component. */
export type LifeMoments = readonly Moment[];
