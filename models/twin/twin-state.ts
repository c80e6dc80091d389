import Type, { type Static } from "typebox";
import { Diagnosis } from "../telemetry/diagnosis.ts";
import { LatestSample } from "../telemetry/features.ts";
import { Lineage } from "../telemetry/lineage.ts";

export const TWIN_STATE_TAG = "twinloom/state@1";

/** ISA-18.2 states of one alarm. `shelved` is hidden by an operator until `shelvedUntil`. */
export const Alarm = Type.Object({
  id: Type.String({ description: "asset/source/kind, stable over the alarm's life" }),
  component: Type.Optional(Type.String()),
  source: Type.String({ description: "channel or feature" }),
  state: Type.Enum(["active", "acknowledged", "cleared", "shelved"]),
  priority: Type.Enum(["low", "medium", "high"]),
  message: Type.String(),
  value: Type.Number(),
  limit: Type.Number(),
  unit: Type.String(),
  since: Type.Number(),
  clearedAt: Type.Optional(Type.Number()),
  acknowledgedBy: Type.Optional(Type.String()),
  shelvedUntil: Type.Optional(Type.Number()),
});
export type Alarm = Static<typeof Alarm>;

export const ComponentHealth = Type.Object({
  health: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description: "null: not known" }),
  reason: Type.String(),
});
export type ComponentHealth = Static<typeof ComponentHealth>;

/** What a machine's own first hours say of a feature; level and limit in its unit, null while they are learned. */
export const BaselineState = Type.Object({
  feature: Type.String(),
  hoursToLearn: Type.Number({ minimum: 0, description: "hours of operation until it is learned" }),
  level: Type.Union([Type.Number(), Type.Null()]),
  limit: Type.Union([Type.Number(), Type.Null()]),
});
export type BaselineState = Static<typeof BaselineState>;

/** The live state of one asset instance. `features` holds the newest features by name. */
export const TwinState = Type.Object({
  schema: Type.Literal(TWIN_STATE_TAG),
  asset: Type.String({ minLength: 1 }),
  assetType: Type.String(),
  place: Type.Optional(Type.String({ description: "ISA-95 path, / between levels" })),
  time: Type.Number(),
  operatingState: Type.Enum(["running", "stopped", "failed", "unknown"]),
  operatingHours: Type.Number({ minimum: 0, description: "since the last maintenance of the whole machine" }),
  channels: Type.Record(Type.String(), LatestSample),
  features: Type.Record(Type.String(), Type.Number()),
  featureUnits: Type.Record(Type.String(), Type.String()),
  components: Type.Record(Type.String(), ComponentHealth),
  alarms: Type.Array(Alarm),
  baselines: Type.Optional(Type.Record(Type.String(), BaselineState)),
  /** Waveform channel -> what its newest waveforms say of its bearing. */
  diagnoses: Type.Optional(Type.Record(Type.String(), Diagnosis)),
  maintainedAt: Type.Record(Type.String(), Type.Number(), { description: "component -> time of its last maintenance" }),
  /** What is known besides of what it does: product, batch, order. */
  context: Type.Optional(Type.Record(Type.String(), Type.String())),
  lineage: Type.Optional(Lineage),
});
export type TwinState = Static<typeof TwinState>;
