import type { LatestSample } from "../telemetry/features.ts";
import type { Alarm, ComponentHealth, TwinState } from "./twin-state.ts";

/** An alarm and how long its condition to rise or to clear has held, for the delays. */
export interface AlarmMemory extends Alarm {
  pendingSince?: number;
}

/** All that the twin knows of one machine: plain JSON, kept in the store, so that a restart goes on where it was. */
export interface TwinMemory {
  version: 1;
  asset: string;
  time: number;
  /** End of the newest window of features. */
  featuresTime: number;
  operatingState: TwinState["operatingState"];
  operatingHours: number;
  /** Data time up to which operating hours are counted. */
  countedUntil: number;
  channels: Record<string, LatestSample>;
  features: Record<string, number>;
  featureUnits: Record<string, string>;
  components: Record<string, ComponentHealth>;
  /** Time of each component's newest health. */
  healthTime: Record<string, number>;
  /** By alarm id; an alarm that has not risen yet is there with state `cleared` and no `since`. */
  alarms: Record<string, AlarmMemory>;
  maintainedAt: Record<string, number>;
}

/** A machine of which nothing is known yet. */
export const newTwinMemory = (asset: string, components: readonly string[]): TwinMemory => ({
  version: 1,
  asset,
  time: 0,
  featuresTime: 0,
  operatingState: "unknown",
  operatingHours: 0,
  countedUntil: 0,
  channels: {},
  features: {},
  featureUnits: {},
  components: Object.fromEntries(components.map((id) => [id, { health: null, reason: "no complete window yet" }])),
  healthTime: {},
  alarms: {},
  maintainedAt: {},
});
