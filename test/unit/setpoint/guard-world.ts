import { fallBack } from "../../../models/setpoint/fall-back.ts";
import { followState } from "../../../models/setpoint/follow-state.ts";
import { type GuardMemory, newGuardMemory } from "../../../models/setpoint/guard-memory.ts";
import type { GuardOutcome } from "../../../models/setpoint/guard-outcome.ts";
import type { GuardRule } from "../../../models/setpoint/guard-rule.ts";
import { proposeSetpoint } from "../../../models/setpoint/propose-setpoint.ts";
import type { ScenarioResult } from "../../../models/simulation/scenario-result.ts";
import type { TwinState } from "../../../models/twin/twin-state.ts";

export const HOUR = 3_600_000;
export const START = Date.UTC(2026, 0, 5);

/** A fan's speed: 1480 as it is, 1200 to 1600 allowed, 100 an hour in steps of 10 or more. */
export const rule = (changes: Partial<GuardRule> = {}): GuardRule => ({
  ...{ parameter: "speed", channel: "speed", unit: "1/min", mode: "approve", baseline: 1480 },
  ...{ objective: "life", component: "", maxOutputLossPercent: 15 },
  ...{ min: 1200, max: 1600, ratePerHour: 100, minStep: 10, dwellHours: 2, changesPerDay: 4 },
  ...{ allowedStates: ["running"], blockAtUrgency: undefined, needs: [] },
  ...{ approvalHours: 8, validHours: 48, renewMinutes: 0, fallback: "release" },
  ...changes,
});

export const stateAt = (hours: number, changes: Partial<TwinState> = {}, speed = 1480): TwinState => ({
  schema: "twinloom/state@1",
  asset: "fan-1",
  assetType: "induction-fan",
  time: START + hours * HOUR,
  operatingState: "running",
  operatingHours: 100 + hours,
  channels: { speed: { value: speed, unit: "1/min", time: START + hours * HOUR, quality: "good" } },
  features: {},
  featureUnits: {},
  components: {},
  alarms: [],
  maintainedAt: {},
  lineage: { fromMs: START + (hours - 1) * HOUR, toMs: START + hours * HOUR },
  ...changes,
});

export const seen = (with_: GuardRule, hours = 0, memory = newGuardMemory("fan-1")): GuardMemory =>
  followState(with_, memory, stateAt(hours)).memory;

export const ask = (with_: GuardRule, memory: GuardMemory, value: unknown, unit?: string): GuardOutcome =>
  proposeSetpoint(with_, memory, { value, unit, reason: "a test", by: "planner" }, "flow-1");

export const end = (with_: GuardRule, memory: GuardMemory): GuardOutcome => fallBack(with_, memory, "a test");

/** Name -> factor of the speed, gain of the winding's life in hours, and share of the output that it costs. */
export type Outcomes = Readonly<Record<string, readonly [factor: number, gainHours: number, lossShare: number]>>;

const exact = (mean: number) => ({ mean, low: mean, high: mean });

/** A comparison at some hour: 1,000 units are made as it is, and the winding lives 900 h. */
export const comparison = (outcomes: Outcomes, hours = 0): ScenarioResult => ({
  ...{ schema: "twinloom/scenario@1", asset: "fan-1", assetType: "induction-fan", time: START + hours * HOUR },
  ...{ horizonHours: 720, confidence: 0.9, samples: 100, seed: 1, currency: "EUR", throughputUnit: "m3" },
  asItIs: {
    ...{ throughput: exact(1000), energyKwh: exact(500), quality: exact(1), money: exact(100) },
    componentLifeHours: { winding: exact(900), impeller: exact(2000) },
  },
  outcomes: Object.entries(outcomes).map(([name, [factor, gainHours, lossShare]], i) => {
    const difference = {
      ...{ throughput: exact(-1000 * lossShare), energyKwh: exact(-gainHours / 10) },
      ...{ quality: exact(0), money: exact(gainHours / 2) },
    };
    return {
      rank: i + 1,
      scenario: { name, factors: { speed: factor } },
      absolute: { throughput: exact(1), energyKwh: exact(1), quality: exact(1), money: exact(1) },
      difference,
      componentLifeHours: {
        winding: { absolute: exact(900 + gainHours), difference: exact(gainHours) },
        impeller: { absolute: exact(2000), difference: exact(0) },
      },
      probabilityOfFailure: {},
    };
  }),
  lineage: { flowRevision: "flow-0", modelHash: "physics-1", fromMs: START - HOUR, toMs: START + hours * HOUR },
});
