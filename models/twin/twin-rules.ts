import type { AlarmRule } from "./alarm-life.ts";

/** How a twin judges what it is told. */
export interface TwinRules extends AlarmRule {
  /** Time constant of health in the data's time; 0 for none. */
  readonly healthSmoothingHours: number;
  /** A longer silence counts as no operating time. */
  readonly maxGapMs: number;
  readonly alarmsOnlyRunning: boolean;
}

/** What one message changed, so that others can be told. */
export interface TwinChange {
  /** Ids of alarms whose state or priority has changed. */
  readonly alarms: readonly string[];
  readonly operatingState: boolean;
}
