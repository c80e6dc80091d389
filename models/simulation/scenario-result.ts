import Type, { type Static } from "typebox";
import { Lineage } from "../telemetry/lineage.ts";

export const SCENARIO_RESULT_TAG = "twinloom/scenario@1";

/** Mean over the Monte Carlo samples and the interval at the set confidence. */
export const Estimate = Type.Object({ mean: Type.Number(), low: Type.Number(), high: Type.Number() });
export type Estimate = Static<typeof Estimate>;

/** One what-if: loads changed by a factor or set to a value, and maintenance after so many hours. */
export const Scenario = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    factors: Type.Optional(Type.Record(Type.String(), Type.Number(), { description: "load -> factor, 1.15 is +15 %" })),
    values: Type.Optional(Type.Record(Type.String(), Type.Number(), { description: "load -> value in its unit" })),
    maintenanceAfterHours: Type.Optional(Type.Number({ minimum: 0 })),
    maintainComponent: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type Scenario = Static<typeof Scenario>;

const Quantities = {
  throughput: Estimate,
  energyKwh: Estimate,
  quality: Estimate,
  money: Estimate,
};

/** Absolute values over the horizon, and the difference from "as it is" with the same random numbers. */
export const ScenarioOutcome = Type.Object({
  rank: Type.Integer({ minimum: 1, description: "1 is best by money" }),
  scenario: Scenario,
  absolute: Type.Object(Quantities),
  difference: Type.Object(Quantities),
  componentLifeHours: Type.Record(Type.String(), Type.Object({ absolute: Estimate, difference: Estimate })),
  probabilityOfFailure: Type.Record(Type.String(), Type.Number(), { description: "within the horizon, by component" }),
});
export type ScenarioOutcome = Static<typeof ScenarioOutcome>;

export const ScenarioResult = Type.Object({
  schema: Type.Literal(SCENARIO_RESULT_TAG),
  asset: Type.String({ minLength: 1 }),
  assetType: Type.String(),
  time: Type.Number(),
  horizonHours: Type.Number(),
  confidence: Type.Number(),
  samples: Type.Integer(),
  seed: Type.Integer(),
  currency: Type.String(),
  throughputUnit: Type.String(),
  asItIs: Type.Object({ ...Quantities, componentLifeHours: Type.Record(Type.String(), Estimate) }),
  outcomes: Type.Array(ScenarioOutcome),
  lineage: Lineage,
});
export type ScenarioResult = Static<typeof ScenarioResult>;
