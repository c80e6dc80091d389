import Type, { type Static } from "typebox";

const Text = Type.String({ minLength: 1 });
/** Some of the fields of what is expected, each as it must be; a number may be a range, a time may be ISO 8601. */
const Part = Type.Record(Type.String(), Type.Unknown());

/** A number, or the bounds that it lies in; both ends are within. */
export const Range = Type.Object(
  { atLeast: Type.Optional(Type.Number()), atMost: Type.Optional(Type.Number()) },
  { additionalProperties: false, minProperties: 1 },
);
export type Range = Static<typeof Range>;

/** All of them in their order, or what is true of them as a whole. */
export const ListExpectation = Type.Union([
  Type.Array(Part),
  Type.Object(
    {
      count: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Range])),
      first: Type.Optional(Part),
      last: Type.Optional(Part),
      some: Type.Optional(Type.Array(Part, { minItems: 1 })),
      none: Type.Optional(Type.Array(Part, { minItems: 1 })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
]);
export type ListExpectation = Static<typeof ListExpectation>;

/** Readings of one machine at equal steps of time: of each channel a number, or numbers between which it goes in straight lines. */
export const StepReadings = Type.Object(
  {
    asset: Text,
    from: Text,
    everySeconds: Type.Number({ exclusiveMinimum: 0 }),
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    channels: Type.Record(Type.String(), Type.Union([Type.Number(), Type.Array(Type.Number(), { minItems: 1 })]), {
      minProperties: 1,
    }),
    /** Each reading lies off its line by up to so much, always by the same: a sensor that never moves is taken for stuck. */
    ripplePercent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  },
  { additionalProperties: false },
);
export type StepReadings = Static<typeof StepReadings>;

/** What one node is given. `to` is its name or id. */
export const GivenStep = Type.Union([
  Type.Object({ to: Text, message: Part }, { additionalProperties: false }),
  Type.Object({ to: Text, readings: StepReadings }, { additionalProperties: false }),
  Type.Object({ to: Text, recording: Text, asset: Type.Optional(Text) }, { additionalProperties: false }),
]);
export type GivenStep = Static<typeof GivenStep>;

/** What must have been decided. What is left out is not looked at, but for errors: none are expected unless they are named. */
export const Expectation = Type.Object(
  {
    orders: Type.Optional(ListExpectation),
    alarms: Type.Optional(ListExpectation),
    forecasts: Type.Optional(ListExpectation),
    /** Messages that nodes were sent, by the node's name or id. */
    received: Type.Optional(Type.Record(Type.String(), ListExpectation)),
    /** Errors by their code: how many times. */
    errors: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Integer({ minimum: 1 }), Range]))),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type Expectation = Static<typeof Expectation>;

export const FlowTest = Type.Object(
  { name: Text, given: Type.Array(GivenStep, { minItems: 1 }), expect: Expectation },
  { additionalProperties: false },
);
export type FlowTest = Static<typeof FlowTest>;

/** Tests of one flow, as they stand in `NAME.test.json`. */
export const FlowTestFile = Type.Object(
  {
    schema: Type.Literal("twinloom/flow-test@1"),
    /** File of the flow, from the folder of this file; `NAME.json` if left out. */
    flow: Type.Optional(Text),
    tests: Type.Array(FlowTest, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type FlowTestFile = Static<typeof FlowTestFile>;
