import Type, { type Static } from "typebox";

/** What can be wrong with a reading that is a number and came in time. */
export const DOUBT_KINDS = ["range", "spike", "stuck", "drift", "skew", "calibration"] as const;

/** A reason not to take a sensor's readings for what they say. The value itself is never changed. */
export const SensorDoubt = Type.Object({
  kind: Type.Enum([...DOUBT_KINDS]),
  /** What the readings are worth because of it; good: a note, such as of a calibration that is due. */
  quality: Type.Enum(["good", "uncertain", "bad"]),
  reason: Type.String({ description: "in words an operator reads; names the channel" }),
  since: Type.Number({ description: "data time, epoch milliseconds" }),
  /** What the physics or the neighbours say instead, in the channel's unit, and its 95 % interval. */
  estimate: Type.Optional(Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() })),
  /** Other channels that may be the one that is wrong: nothing tells them apart. */
  orElse: Type.Optional(Type.Array(Type.String())),
});
export type SensorDoubt = Static<typeof SensorDoubt>;

/** How a sensor was calibrated: value = reading × gain + offset, in the unit that it sends. */
export const Calibration = Type.Object({
  gain: Type.Number(),
  offset: Type.Number(),
  date: Type.String({ description: "ISO 8601 date, empty: not known" }),
  due: Type.String({ description: "ISO 8601 date, empty: never" }),
});
export type Calibration = Static<typeof Calibration>;
