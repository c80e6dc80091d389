import assert from "node:assert/strict";
import fc from "fast-check";
import { approveSetpoint, giveBack, rejectSetpoint } from "../../../models/setpoint/act-on-setpoint.ts";
import { followState } from "../../../models/setpoint/follow-state.ts";
import { newGuardMemory } from "../../../models/setpoint/guard-memory.ts";
import type { GuardOutcome } from "../../../models/setpoint/guard-outcome.ts";
import { type GuardRule, ruleProblem } from "../../../models/setpoint/guard-rule.ts";
import type { Setpoint } from "../../../models/setpoint/setpoint.ts";
import { weighScenarios } from "../../../models/setpoint/weigh-scenarios.ts";
import { ask, comparison, end, HOUR, rule, START, stateAt } from "./guard-world.ts";

/** Anything a guard may be told, in any order: also values that are none, and states that come late. */
type Told =
  | {
      readonly kind: "state";
      readonly ahead: number;
      readonly speed: number;
      readonly operatingState: "running" | "stopped" | "failed" | "unknown";
      readonly quality: "good" | "uncertain" | "bad";
    }
  | { readonly kind: "propose"; readonly value: number; readonly unit: string | undefined }
  | {
      readonly kind: "scenario";
      readonly ahead: number;
      readonly factors: readonly (readonly [number, number, number])[];
    }
  | { readonly kind: "approve" | "reject" | "release" | "end" };

const anyNumber = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 1000, max: 1800, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
);
/** From the newest state on; some come late. */
const ahead = fc.double({ min: -1, max: 4, noNaN: true });
const told: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("state" as const),
      ahead,
      speed: fc.oneof(
        { weight: 4, arbitrary: fc.double({ min: 1100, max: 1700, noNaN: true }) },
        { weight: 1, arbitrary: fc.double() },
      ),
      operatingState: fc.constantFrom(
        "running",
        "running",
        "running",
        "running",
        "running",
        "stopped",
        "failed",
        "unknown",
      ),
      quality: fc.constantFrom("good", "good", "good", "good", "good", "good", "uncertain", "bad"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("propose" as const),
      value: anyNumber,
      unit: fc.constantFrom(...Array(8).fill(undefined), "1/s", "kW", "x"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("scenario" as const),
      ahead,
      factors: fc.array(
        fc.tuple(
          fc.double({ min: 0.5, max: 1.5, noNaN: true }),
          fc.double({ min: -500, max: 500, noNaN: true }),
          fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        ),
        { maxLength: 4 },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: "approve" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("reject" as const, "release" as const, "end" as const) }) },
);

const anyRule: fc.Arbitrary<GuardRule> = fc
  .record({
    mode: fc.constantFrom("advise" as const, "approve" as const, "automatic" as const),
    fallback: fc.constantFrom("release" as const, "baseline" as const, "hold" as const),
    objective: fc.constantFrom("life" as const, "money" as const, "energy" as const),
    ratePerHour: fc.double({ min: 10, max: 500, noNaN: true }),
    minStep: fc.double({ min: 0, max: 40, noNaN: true }),
    dwellHours: fc.double({ min: 0, max: 6, noNaN: true }),
    changesPerDay: fc.integer({ min: 1, max: 6 }),
    renewMinutes: fc.constantFrom(0, 30, 240),
    validHours: fc.constantFrom(3, 12, 100),
    needs: fc.constantFrom([], [{ channel: "speed", maxAgeMinutes: 30 }]),
  })
  .map(rule)
  .filter((one) => ruleProblem(one) === undefined);

const outcomesOf = (factors: readonly (readonly [number, number, number])[]) =>
  Object.fromEntries(factors.map((factor, i) => [`${i}`, factor]));

const outcomeOf = (with_: GuardRule, memory: GuardOutcome["memory"], one: Told): GuardOutcome => {
  const nowHours = Math.max(0, (memory.timeMs - START) / HOUR);
  switch (one.kind) {
    case "state": {
      const { operatingState, quality, speed } = one;
      const hours = nowHours + one.ahead;
      const channels = { speed: { value: speed, unit: "1/min", time: START + hours * HOUR, quality } };
      return followState(with_, memory, stateAt(hours, { operatingState, channels }));
    }
    case "propose":
      return ask(with_, memory, one.value, one.unit);
    case "scenario":
      return weighScenarios(with_, memory, comparison(outcomesOf(one.factors), nowHours + one.ahead), "flow-1");
    case "approve":
      return approveSetpoint(with_, memory, "jane");
    case "reject":
      return rejectSetpoint(memory, "jane", "");
    case "release":
      return giveBack(with_, memory, "jane", "");
    case "end":
      return end(with_, memory);
  }
};

interface Write {
  readonly setpoint: Setpoint;
  readonly isWayBack: boolean;
  readonly isNew: boolean;
}

const run = (with_: GuardRule, all: readonly Told[]): { readonly writes: Write[]; readonly changed: Setpoint[] } => {
  let memory = newGuardMemory("fan-1");
  const writes: Write[] = [];
  const changed: Setpoint[] = [];
  for (const one of all) {
    const outcome = outcomeOf(with_, memory, one);
    memory = outcome.memory;
    changed.push(...outcome.changed);
    for (const setpoint of outcome.writes)
      writes.push({ setpoint, isWayBack: setpoint.status === "released", isNew: outcome.changed.includes(setpoint) });
  }
  return { writes, changed };
};

/** What is wrong with the changes that the plant was told: none is, whatever came in. */
const breaches = (with_: GuardRule, writes: readonly Write[]): string[] => {
  const found: string[] = [];
  const changes: { timeMs: number; value: number | null; isWayBack: boolean }[] = [];
  for (const { setpoint, isWayBack, isNew } of writes) {
    const { value, time: timeMs, previous } = setpoint;
    const last = changes.at(-1);
    if (value !== null && !(value >= with_.min && value <= with_.max)) found.push(`${value} is outside of the bounds`);
    if (last && timeMs < last.timeMs) found.push("time went back");
    if (!isNew && value !== last?.value) found.push(`${value} told again is not ${last?.value}`);
    if (isNew && !isWayBack && typeof value === "number") {
      const slack = 1e-9 * with_.max;
      const held = [previous, ...changes.filter((one) => timeMs - one.timeMs < HOUR).map((one) => one.value)];
      for (const one of held)
        if (one !== null && Math.abs(value - one) > with_.ratePerHour + slack)
          found.push(`${one} to ${value} within an hour`);
      if (last && timeMs - last.timeMs < with_.dwellHours * HOUR) found.push("the dwell was not over");
      const today = changes.filter((one) => !one.isWayBack && timeMs - one.timeMs < 24 * HOUR);
      if (today.length >= with_.changesPerDay) found.push("too many changes in a day");
      if (previous !== null && Math.abs(value - previous) < with_.minStep) found.push("a step under the smallest");
    }
    if (isNew) changes.push({ timeMs, value, isWayBack });
  }
  return found;
};

describe("a guard, whatever it is told in whatever order", () => {
  it("tells the plant nothing outside of bounds, rate, dwell, steps and changes a day", () => {
    let count = 0;
    fc.assert(
      fc.property(anyRule, fc.array(told, { minLength: 40, maxLength: 60 }), (with_, all) => {
        const { writes } = run(with_, all);
        count += writes.length;
        assert.deepEqual(breaches(with_, writes), []);
        if (with_.mode === "advise") assert.deepEqual(writes, []);
      }),
      { numRuns: 400, seed: 5 },
    );
    assert.ok(count > 300, `only ${count} values were told`);
  });

  it("says the same again for the same, and every line of every set-point is plain JSON", () => {
    fc.assert(
      fc.property(anyRule, fc.array(told, { minLength: 20, maxLength: 40 }), (with_, all) => {
        const first = run(with_, all);
        assert.deepEqual(run(with_, all), first);
        assert.deepEqual(JSON.parse(JSON.stringify(first.changed)), first.changed);
        for (const { history } of first.changed) assert.ok(history.every(({ text }) => text.length > 0));
      }),
      { numRuns: 200, seed: 6 },
    );
  });
});
