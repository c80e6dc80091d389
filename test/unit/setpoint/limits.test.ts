import assert from "node:assert/strict";
import { approveSetpoint } from "../../../models/setpoint/act-on-setpoint.ts";
import { followState } from "../../../models/setpoint/follow-state.ts";
import type { GuardMemory } from "../../../models/setpoint/guard-memory.ts";
import { type GuardRule, ruleProblem } from "../../../models/setpoint/guard-rule.ts";
import { seeOrder } from "../../../models/setpoint/see-order.ts";
import { ask, HOUR, rule, START, seen, stateAt } from "./guard-world.ts";

const approve = (with_: GuardRule, memory: GuardMemory) => approveSetpoint(with_, memory, "jane");

/** Hours and values of all that the plant is told from an approval on, one state an hour. */
const toldFrom = (with_: GuardRule, target: number, hours: number): [number, number | null][] => {
  const first = approve(with_, ask(with_, seen(with_), target).memory);
  const told = [...first.writes];
  let { memory } = first;
  for (let hour = 1; hour <= hours; hour++) {
    const next = followState(with_, memory, stateAt(hour));
    memory = next.memory;
    told.push(...next.writes);
  }
  return told.map(({ time, value }) => [(time - START) / HOUR, value]);
};

describe("the limits of a set-point", () => {
  const plain = rule();

  it("hold a value to its bounds, and say so", () => {
    for (const [asked, held] of [
      [9e99, 1600],
      [-1, 1200],
      [Number.MAX_VALUE, 1600],
    ] as const) {
      const { changed } = ask(plain, seen(plain), asked);
      assert.equal(changed[0]?.target, held);
      assert.match(changed[0]?.notes.join() ?? "", /is held to the (upper|lower) bound/);
    }
  });

  it("refuse what is no number and what is of another quantity, and convert what is of another unit", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "1300", null, undefined, {}])
      assert.match(ask(plain, seen(plain), value).refusal ?? "", /is no finite number/);
    assert.match(ask(plain, seen(plain), 22, "kW").refusal ?? "", /in kW can't be converted to 1\/min/);
    assert.match(ask(plain, seen(plain), 22, "no unit").refusal ?? "", /can't be converted/);
    assert.ok(Math.abs((ask(plain, seen(plain), 22, "1/s").changed[0]?.target ?? 0) - 1320) < 1e-9);
  });

  it("take a change under the smallest step for none", () => {
    assert.match(ask(plain, seen(plain), 1471).refusal ?? "", /1471 1\/min is within the smallest step of the present/);
    assert.equal(ask(plain, seen(plain), 1470).refusal, undefined);
  });

  it("go to a distant target in steps, each within the rate and after the dwell", () => {
    assert.deepEqual(toldFrom(plain, 1250, 9), [
      [0, 1380],
      [2, 1280],
      [4, 1250],
    ]);
  });

  it("count the rate over any hour, where changes follow each other faster", () => {
    const quick = rule({ dwellHours: 0, changesPerDay: 100, minStep: 5 });
    const first = approve(quick, ask(quick, seen(quick), 1440).memory);
    assert.equal(first.writes[0]?.value, 1440);
    const soon = followState(quick, first.memory, stateAt(0.5));
    const second = approve(quick, ask(quick, soon.memory, 1300).memory);
    assert.equal(second.writes[0]?.value, 1380, "1480 held within that hour");
    assert.equal(followState(quick, second.memory, stateAt(0.9)).writes.length, 0);
    assert.equal(followState(quick, second.memory, stateAt(1.2)).writes[0]?.value, 1340, "1440 held until 0:30");
  });

  it("change no more often in a day than allowed", () => {
    const seldom = rule({ changesPerDay: 2, dwellHours: 0, ratePerHour: 50, min: 1000 });
    assert.deepEqual(toldFrom(seldom, 1250, 26), [
      [0, 1430],
      [1, 1380],
      [24, 1330],
      [25, 1280],
    ]);
  });

  it("bar a change in another operating state, in no known one, and while an order is open", () => {
    const standing = followState(plain, seen(plain), stateAt(1, { operatingState: "stopped" })).memory;
    assert.match(ask(plain, standing, 1300).refusal ?? "", /fan-1 is stopped, not running/);
    const strict = rule({ blockAtUrgency: "WARNING" });
    const order = { id: "WO-fan-1-1", status: "open", urgency: "CRITICAL" } as Parameters<typeof seeOrder>[1];
    const ordered = seeOrder(seen(strict), order);
    assert.match(ask(strict, ordered, 1300).refusal ?? "", /the critical order WO-fan-1-1 is open/);
    assert.equal(ask(strict, seeOrder(ordered, { ...order, status: "closed" }), 1300).refusal, undefined);
    assert.equal(ask(rule(), ordered, 1300).refusal, undefined, "orders do not matter unless it is set");
  });

  it("bar a change while a needed channel is missing, too old or in doubt", () => {
    const needy = rule({ needs: [{ channel: "windingTemperature", maxAgeMinutes: 30 }] });
    const sample = { value: 80, unit: "Cel", time: START + HOUR, quality: "good" as const };
    const drift = {
      kind: "drift",
      quality: "uncertain",
      reason: "it reads 80 where physics says 95",
      since: START,
    } as const;
    const refusal = (windingTemperature: object | undefined): string => {
      const { speed } = stateAt(1).channels;
      const channels = { speed, ...(windingTemperature ? { windingTemperature } : {}) } as ReturnType<
        typeof stateAt
      >["channels"];
      return ask(needy, followState(needy, seen(needy), stateAt(1, { channels })).memory, 1300).refusal ?? "";
    };
    assert.match(refusal(undefined), /windingTemperature has never been measured/);
    assert.match(refusal({ ...sample, time: START }), /windingTemperature is 60 min old/);
    assert.match(refusal({ ...sample, quality: "uncertain", doubts: [drift] }), /physics says 95/);
    assert.match(refusal({ ...sample, quality: "bad" }), /windingTemperature is bad/);
    assert.equal(refusal(sample), "");
  });

  it("ask the interlocks again when an operator approves", () => {
    const proposed = ask(plain, seen(plain), 1300).memory;
    const standing = followState(plain, proposed, stateAt(1, { operatingState: "stopped" })).memory;
    const refusedNow = approve(plain, standing);
    assert.match(refusedNow.refusal ?? "", /is stopped/);
    assert.deepEqual([refusedNow.writes, refusedNow.memory.proposal?.status], [[], "proposed"]);
  });

  it("write nothing in the mode advise, and nothing without an approval", () => {
    const advising = rule({ mode: "advise" });
    const proposed = ask(advising, seen(advising), 1300);
    assert.deepEqual([proposed.writes, proposed.changed[0]?.status], [[], "proposed"]);
    assert.match(approve(advising, proposed.memory).refusal ?? "", /mode is advise/);
    assert.deepEqual(followState(plain, ask(plain, seen(plain), 1300).memory, stateAt(1)).writes, []);
  });

  it("are refused themselves where they contradict each other", () => {
    assert.equal(ruleProblem(plain), undefined);
    const fields = [
      { max: 1200 },
      { baseline: 1100 },
      { minStep: 400 },
      { ratePerHour: 5 },
      { unit: "rpm!" },
      { min: Number.NaN },
    ];
    assert.deepEqual(
      fields.map((changes) => ruleProblem(rule(changes))?.field),
      ["max", "baseline", "minStep", "ratePerHour", "unit", "max"],
    );
  });
});
