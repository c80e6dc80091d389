import Type, { type Static } from "typebox";
import { Lineage } from "./lineage.ts";
import { Calibration, SensorDoubt } from "./sensor-doubt.ts";

export const TELEMETRY_TAG = "twinloom/telemetry@1";

/** Bytes shared between messages: written once, never changed (Node-RED does not copy Buffers at a fan-out). */
const Bytes = Type.Unsafe<Buffer>({});

/**
 * All samples of one channel in a micro-batch. `t` holds `n` float64 epoch milliseconds in ascending order, `v` holds
 * `n` float64 values in `unit`, `q` holds `n` quality bytes (absent: all good). Little-endian.
 */
export const Series = Type.Object({
  unit: Type.String(),
  n: Type.Integer({ minimum: 1 }),
  t: Bytes,
  v: Bytes,
  q: Type.Optional(Bytes),
  /** The channel has whole numbers only. A value that is none is bad. */
  integer: Type.Optional(Type.Boolean()),
  /** What was done to the readings because of the sensor's calibration; absent: nothing. */
  calibration: Type.Optional(Calibration),
});
export type Series = Static<typeof Series>;

/** One snapshot of a fast signal. `samples` holds little-endian float32 values in `unit`. */
export const Waveform = Type.Object({
  channel: Type.String(),
  unit: Type.String(),
  sampleRateHz: Type.Number({ exclusiveMinimum: 0 }),
  startTime: Type.Number({ description: "epoch milliseconds of the first sample" }),
  samples: Bytes,
});
export type Waveform = Static<typeof Waveform>;

/** One asset's micro-batch. `time` is the newest source time in it, `values` the newest good value of each channel. */
export const Telemetry = Type.Object({
  schema: Type.Literal(TELEMETRY_TAG),
  asset: Type.String({ minLength: 1 }),
  time: Type.Number(),
  receivedTime: Type.Optional(Type.Number({ description: "server's receive time, epoch milliseconds" })),
  values: Type.Record(Type.String(), Type.Number()),
  series: Type.Optional(Type.Record(Type.String(), Series)),
  waveforms: Type.Optional(Type.Array(Waveform)),
  /** Channel -> reasons not to take its readings for what they say. */
  doubts: Type.Optional(Type.Record(Type.String(), Type.Array(SensorDoubt))),
  /** What else is known of its readings, by name: line, product, batch. */
  context: Type.Optional(Type.Record(Type.String(), Type.String())),
  lineage: Type.Optional(Lineage),
});
export type Telemetry = Static<typeof Telemetry>;
