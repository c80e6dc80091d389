import Type, { type Static } from "typebox";
import { Diagnosis } from "./diagnosis.ts";
import { Lineage } from "./lineage.ts";
import { Calibration, SensorDoubt } from "./sensor-doubt.ts";

export const FEATURES_TAG = "twinloom/features@1";

/** The newest sample of a channel as it arrived, with its own time and quality. */
export const LatestSample = Type.Object({
  value: Type.Number(),
  unit: Type.String(),
  time: Type.Number(),
  quality: Type.Enum(["good", "uncertain", "bad"]),
  /** Why it is not to be taken for what it says, with what to expect instead. */
  doubts: Type.Optional(Type.Array(SensorDoubt)),
  calibration: Type.Optional(Calibration),
});
export type LatestSample = Static<typeof LatestSample>;

/**
 * The features of one asset over one window of data time. A name is `channel.feature` (`vibration.velocityRms`,
 * `dischargePressure.slopePerDay`); `units` has the UCUM code of each. What could not be computed stands in `missing`
 * with its reason instead of in `values`. `latest` passes the channels' newest samples on to the twin.
 */
export const Features = Type.Object({
  schema: Type.Literal(FEATURES_TAG),
  asset: Type.String({ minLength: 1 }),
  time: Type.Number({ description: "end of the window, epoch milliseconds" }),
  windowStart: Type.Number(),
  windowEnd: Type.Number(),
  values: Type.Record(Type.String(), Type.Number()),
  units: Type.Record(Type.String(), Type.String()),
  missing: Type.Record(Type.String(), Type.String()),
  latest: Type.Record(Type.String(), LatestSample),
  /** Channel -> how many samples (or waveforms) were used, and how many were bad and left out. */
  samples: Type.Optional(Type.Record(Type.String(), Type.Object({ good: Type.Integer(), bad: Type.Integer() }))),
  /** Waveform channel -> what it says of its bearing; without the channels that have none, or no waveform or speed. */
  diagnoses: Type.Optional(Type.Record(Type.String(), Diagnosis)),
  /** What held at its end besides: product, batch, order. */
  context: Type.Optional(Type.Record(Type.String(), Type.String())),
  lineage: Type.Optional(Lineage),
});
export type Features = Static<typeof Features>;
