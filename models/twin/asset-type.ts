import Type, { type Static } from "typebox";
import { SensorSettings } from "../sensors/sensor-settings.ts";

const Name = Type.String({ pattern: "^[a-z][A-Za-z0-9]*$", description: "camelCase name" });

/** A quantity measured on the asset. `kind: waveform` is a fast signal sent as snapshots. */
export const Channel = Type.Object(
  {
    label: Type.String(),
    unit: Type.String({ description: "UCUM code" }),
    kind: Type.Enum(["scalar", "waveform"]),
    /** Whole numbers only, as a counter gives them: another value is bad, and InfluxDB keeps them as integers. */
    integer: Type.Optional(Type.Boolean()),
    component: Type.Optional(Name),
    /** Values outside are physically impossible: the sample is bad. */
    plausible: Type.Optional(Type.Object({ min: Type.Number(), max: Type.Number() })),
    /** Values outside are not normal operation: a warning, then an alarm at `alarm`. */
    normal: Type.Optional(Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) })),
    alarm: Type.Optional(Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) })),
    staleAfterSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** How its readings are watched: stuck, spikes, drift. */
    sensor: Type.Optional(SensorSettings),
  },
  { additionalProperties: false },
);
export type Channel = Static<typeof Channel>;

/** Defect frequencies as multiples of the shaft speed (ISO 15243 terms). */
export const Bearing = Type.Object(
  {
    component: Name,
    waveformChannel: Name,
    speedChannel: Name,
    bpfo: Type.Number(),
    bpfi: Type.Number(),
    bsf: Type.Number(),
    ftf: Type.Number(),
  },
  { additionalProperties: false },
);
export type Bearing = Static<typeof Bearing>;

/** How a component's health is read from one feature: 1 at `healthy`, 0 at `failed`, linear between. */
export const HealthIndicator = Type.Object(
  { feature: Type.String(), healthy: Type.Number(), failed: Type.Number(), weight: Type.Optional(Type.Number()) },
  { additionalProperties: false },
);
export type HealthIndicator = Static<typeof HealthIndicator>;

/**
 * A trend that is held to what it was in the machine's own first hours, for what no standard has a limit for. It is learned anew after
 * maintenance of the component.
 */
export const Baseline = Type.Object(
  {
    feature: Type.String(),
    /** Whom the alarm is about; else the component of the feature's channel. */
    component: Type.Optional(Name),
    /** The side to which a change is a fault; high unless said otherwise. */
    side: Type.Optional(Type.Enum(["high", "low"])),
    /** Hours of operation to run in before learning begins; 24 unless said otherwise. */
    settleHours: Type.Optional(Type.Number({ minimum: 0 })),
    /** Hours of operation to learn from; 48 unless said otherwise. */
    learnHours: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** A change that is none, in % of the level, 5 unless said otherwise; never less than three standard deviations. */
    changePercent: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** How long twice that change has to last to be an alarm; 6 hours unless said otherwise. */
    holdHours: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
);
export type Baseline = Static<typeof Baseline>;

export const FailureMode = Type.Object(
  {
    id: Name,
    label: Type.String(),
    component: Name,
    /** ISO 14224 Annex B failure mode code and mechanism code. */
    iso14224Mode: Type.String(),
    iso14224Mechanism: Type.Optional(Type.String()),
    /** What a maintainer does about it. */
    action: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FailureMode = Static<typeof FailureMode>;

export const Component = Type.Object(
  { id: Name, label: Type.String(), indicators: Type.Array(HealthIndicator) },
  { additionalProperties: false },
);
export type Component = Static<typeof Component>;

/** What is true of every machine of one kind. The shipped ones stand in `models/assets/TYPE/asset-type.json`. */
export const AssetType = Type.Object(
  {
    schema: Type.Literal("twinloom/asset-type@1"),
    id: Type.String({ pattern: "^[a-z][a-z0-9-]*$" }),
    label: Type.String(),
    /** Name of the physics model in `models/assets`, if there is one. */
    physics: Type.Optional(Type.String()),
    channels: Type.Record(Type.String(), Channel),
    parameters: Type.Record(
      Type.String(),
      Type.Object({ value: Type.Number(), unit: Type.String(), label: Type.String() }),
    ),
    components: Type.Array(Component),
    failureModes: Type.Array(FailureMode),
    bearings: Type.Optional(Type.Array(Bearing)),
    baselines: Type.Optional(Type.Array(Baseline)),
    /** Channel whose value tells that the machine runs, and the value above which it does. */
    running: Type.Optional(Type.Object({ channel: Name, above: Type.Number() })),
    /** ISA-95 / IEC 62264 equipment path in which machines of this type stand. */
    place: Type.Optional(
      Type.Object({ enterprise: Type.String(), site: Type.String(), area: Type.String(), line: Type.String() }),
    ),
  },
  { additionalProperties: false },
);
export type AssetType = Static<typeof AssetType>;
