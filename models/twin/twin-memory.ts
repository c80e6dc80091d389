import Type, { type Static } from "typebox";
import { LatestSample } from "../telemetry/features.ts";
import { Alarm, TwinState } from "./twin-state.ts";

export const TWIN_MEMORY_TAG = "twinloom/twin-memory@1";

/** An alarm, and since when its condition to rise or to clear has held, for the delays. */
export const AlarmMemory = Type.Object({
  ...Alarm.properties,
  risingSince: Type.Optional(Type.Number()),
  clearingSince: Type.Optional(Type.Number()),
});
export type AlarmMemory = Static<typeof AlarmMemory>;

/** What is known of one baseline: hours of operation so far, what was learned, and the cumulative sum in unit x hours. */
export const BaselineMemory = Type.Object({
  hours: Type.Number({ minimum: 0 }),
  n: Type.Integer({ minimum: 0 }),
  mean: Type.Number(),
  /** Sum of the squared deviations from the mean. */
  squares: Type.Number({ minimum: 0 }),
  sum: Type.Number({ minimum: 0 }),
  /** The value before, once learned. */
  last: Type.Optional(Type.Number()),
  /** Data time of the newest value. */
  time: Type.Optional(Type.Number()),
});
export type BaselineMemory = Static<typeof BaselineMemory>;

const Times = Type.Record(Type.String(), Type.Number());

/** All that the twin knows of one machine: plain JSON, kept in the store, so that a restart goes on where it was. */
export const TwinMemory = Type.Object({
  schema: Type.Literal(TWIN_MEMORY_TAG),
  asset: Type.String({ minLength: 1 }),
  assetType: Type.String(),
  time: Type.Number(),
  /** The newest window of features. */
  windowStart: Type.Number(),
  windowEnd: Type.Number(),
  operatingState: TwinState.properties.operatingState,
  operatingHours: Type.Number({ minimum: 0 }),
  /** Data time up to which operating hours are counted. */
  countedUntil: Type.Number(),
  channels: Type.Record(Type.String(), LatestSample),
  /** Milliseconds between the two newest samples, by channel. */
  everyMs: Times,
  features: TwinState.properties.features,
  featureUnits: TwinState.properties.featureUnits,
  components: TwinState.properties.components,
  /** Time of each component's newest health. */
  healthTime: Times,
  /** Health in that window alone, not smoothed: what counts when the machine stops. */
  windowHealth: Times,
  /** By alarm id; one that has not risen yet is `cleared` since 0. */
  alarms: Type.Record(Type.String(), AlarmMemory),
  maintainedAt: Times,
  /** By baseline; missing where the type has none. */
  baselines: Type.Optional(Type.Record(Type.String(), BaselineMemory)),
  diagnoses: TwinState.properties.diagnoses,
  context: TwinState.properties.context,
});
export type TwinMemory = Static<typeof TwinMemory>;
