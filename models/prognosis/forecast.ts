import Type, { type Static } from "typebox";
import { Lineage } from "../telemetry/lineage.ts";

export const FORECAST_TAG = "twinloom/forecast@1";

export const URGENCIES = ["CRITICAL", "WARNING", "NORMAL"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** `feature` of the driver that stands for all that have no line of their own. */
export const EVERYTHING_ELSE = "everythingElse";
/** `feature` of the driver that stands for the step from the model's own median to the calibrated one. */
export const CALIBRATION = "calibration";
/** `feature` of the driver that stands for the step from the trained model's median to that of physics and model together. */
export const PHYSICS = "physics";

/**
 * One thing that drove the forecast. `contributionHours` is signed: negative takes life off. Where the forecast has
 * `baseHours`, that and all contributions add up to `rulHours`.
 */
export const Driver = Type.Object({
  feature: Type.String(),
  contributionHours: Type.Optional(Type.Number()),
  text: Type.String(),
});
export type Driver = Static<typeof Driver>;

/**
 * Remaining useful life of one component. `status: insufficient` carries a reason and no number: `rulHours`,
 * `quantiles`, `interval`, `probabilityOfFailure` and `urgency` are absent then.
 */
export const Forecast = Type.Object({
  schema: Type.Literal(FORECAST_TAG),
  id: Type.String(),
  asset: Type.String({ minLength: 1 }),
  assetType: Type.String(),
  component: Type.String(),
  failureMode: Type.String(),
  time: Type.Number({ description: "data time the forecast is made at, epoch milliseconds" }),
  engine: Type.Enum(["physics", "onnx", "hybrid"]),
  status: Type.Enum(["ok", "insufficient"]),
  reason: Type.String({ description: "why there is no number, or why the interval is wide; empty if nothing to say" }),
  rulHours: Type.Optional(Type.Number({ minimum: 0, description: "median" })),
  quantiles: Type.Optional(Type.Array(Type.Object({ p: Type.Number(), rulHours: Type.Number() }))),
  interval: Type.Optional(
    Type.Object({ confidence: Type.Number(), lowHours: Type.Number(), highHours: Type.Number() }),
  ),
  widening: Type.Optional(
    Type.Number({
      minimum: 1,
      description: "by what ln(1 + life) was stretched around the median, for what `reason` says; absent: 1",
    }),
  ),
  drifted: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), psi: Type.Number(), limit: Type.Number() }), {
      description: "inputs that are no longer what they were in training, with their population stability index",
    }),
  ),
  probabilityOfFailure: Type.Optional(Type.Object({ within48h: Type.Number(), within168h: Type.Number() })),
  urgency: Type.Optional(Type.Enum([...URGENCIES])),
  actAtProbability: Type.Optional(Type.Number({ description: "probability of failure from which on `urgency` calls" })),
  baseHours: Type.Optional(
    Type.Number({ description: "what the trained model forecasts where nothing is known of the machine" }),
  ),
  drivers: Type.Array(Driver),
  model: Type.Object({ name: Type.String(), hash: Type.String() }),
  /** Health of the component at `time`, if it is known. */
  health: Type.Optional(Type.Number()),
  context: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: "what held at `time` besides: product, batch, order" }),
  ),
  lineage: Lineage,
});
export type Forecast = Static<typeof Forecast>;
