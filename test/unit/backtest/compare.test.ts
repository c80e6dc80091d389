import assert from "node:assert/strict";
import { compareDecisions } from "../../../models/backtest/compare-decisions.ts";
import { type Decisions, decisionBook } from "../../../models/backtest/decisions.ts";
import { limitText, passedLimits, readLimit } from "../../../models/backtest/limits.ts";
import type { BacktestSummary } from "../../../models/backtest/summary.ts";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import type { Forecast } from "../../../models/prognosis/forecast.ts";

const HOUR_MS = 3_600_000;
const order = (component: string, hour: number, urgency: WorkOrder["urgency"] = "WARNING"): WorkOrder => ({
  ...{
    schema: "twinloom/work-order@1",
    id: `${component}-${hour}`,
    episode: "",
    asset: "p",
    assetType: "t",
    component,
  },
  ...{ failureMode: "wear", iso14224Mode: "", status: "open", urgency, title: "", action: "" },
  ...{ raisedTime: hour * HOUR_MS, updatedTime: hour * HOUR_MS, history: [] },
});
const forecast = (hour: number, rulHours: number, urgency: NonNullable<Forecast["urgency"]>): Forecast => ({
  ...{ schema: "twinloom/forecast@1", id: "", asset: "p", assetType: "t", component: "c", failureMode: "wear" },
  ...{ time: hour * HOUR_MS, engine: "onnx", status: "ok", reason: "", rulHours, urgency, drivers: [] },
  ...{ model: { name: "", hash: "" }, lineage: { fromMs: 0, toMs: 0 } },
});
const made = (more: Partial<Decisions>): Decisions => ({
  ...{ forecasts: [], alarms: [], orders: [], setpointsMade: [], others: {} },
  ...more,
});
const alarm = (id: string, time: number, state = "active") => ({ asset: "p", id, time, state, priority: "high" });

describe("two flows on the same history", () => {
  it("are told apart by orders: more, fewer, later, more urgent, the same", () => {
    const { orders } = compareDecisions(
      made({ orders: [order("a", 1), order("a", 50), order("b", 2), order("c", 3)] }),
      made({ orders: [order("a", 1), order("b", 12), order("c", 3, "CRITICAL"), order("d", 4)] }),
    );
    assert.deepEqual(
      [orders.added, orders.gone].map((all) => all.map(({ id }) => id)),
      [["d-4"], ["a-50"]],
    );
    assert.deepEqual(
      orders.changed.map(({ after, laterHours }) => [after.component, laterHours, after.urgency]),
      [
        ["b", 10, "WARNING"],
        ["c", 0, "CRITICAL"],
      ],
    );
    assert.equal(orders.same, 1);
  });

  it("are told apart by how often an alarm rose and cleared, and not by who has acknowledged it", () => {
    const before = made({ alarms: [alarm("x", 1), alarm("x", 2), alarm("y", 1), alarm("z", 1)] });
    const after = made({
      alarms: [alarm("x", 1), alarm("y", 9), alarm("y", 10, "acknowledged"), alarm("z", 1), alarm("z", 3, "cleared")],
    });
    assert.deepEqual(compareDecisions(before, after).alarms, [
      { id: "x", before: 2, after: 1, clearedBefore: 0, clearedAfter: 0 },
      { id: "z", before: 1, after: 1, clearedBefore: 0, clearedAfter: 1 },
    ]);
  });

  it("are told apart by forecasts of the same time", () => {
    const { forecasts } = compareDecisions(
      made({ forecasts: [forecast(1, 100, "NORMAL"), forecast(2, 90, "NORMAL"), forecast(3, 80, "WARNING")] }),
      made({ forecasts: [forecast(1, 110, "NORMAL"), forecast(2, 70, "WARNING")] }),
    );
    assert.deepEqual(forecasts, {
      ...{ both: 2, onlyBefore: 1, onlyAfter: 0, meanChangeHours: -5 },
      urgencies: [{ from: "NORMAL", to: "WARNING", count: 1 }],
    });
  });
});

describe("the set-points of a run", () => {
  const told = (id: string, hour: number, target: number, status = "proposed") => ({
    ...{ schema: "twinloom/setpoint@1", id, asset: "fan-1", parameter: "speed", unit: "1/min", target, status },
    ...{
      mode: "automatic",
      time: hour * HOUR_MS,
      history: [{ time: hour * HOUR_MS, by: "guard", action: "proposed" }],
    },
  });
  const madeOf = (...payloads: object[]): Decisions => {
    const book = decisionBook();
    for (const one of payloads) book.hear(one);
    return book.decisions();
  };

  it("are kept as they were last told, and told apart by when they were made, where they aim and how they ended", () => {
    const before = madeOf(
      told("SP-1", 1, 1400),
      told("SP-1", 1, 1400, "released"),
      told("SP-2", 5, 1300),
      told("SP-3", 9, 1),
    );
    const after = madeOf(told("SP-1", 1, 1400, "released"), told("SP-2", 5, 1200));
    assert.deepEqual([before.setpointsMade.length, before.others], [3, {}]);
    const { added, gone, changed, same } = compareDecisions(before, after).setpoints;
    assert.deepEqual([added.length, gone.map(({ id }) => id), same], [0, ["SP-3"], 1]);
    assert.deepEqual(
      changed.map((pair) => [pair.before.target, pair.after.target]),
      [[1300, 1200]],
    );
  });
});

describe("a limit of what may change", () => {
  const numbers = (more: Partial<BacktestSummary>): BacktestSummary => ({
    ...{ forecasts: 0, alarms: 0, orders: 0, criticalOrders: 0, setpoints: 0, failures: 0, missed: 0, falseAlarms: 0 },
    ...more,
  });
  const passed = (text: string, before: Partial<BacktestSummary>, after: Partial<BacktestSummary>): boolean =>
    passedLimits([readLimit(text) ?? assert.fail(text)], numbers(before), numbers(after)).length > 0;

  it("is so much more, or so many percent more", () => {
    assert.equal(passed("orders=5%", { orders: 100 }, { orders: 105 }), false);
    assert.equal(passed("orders=5%", { orders: 100 }, { orders: 106 }), true);
    assert.equal(passed("missed=0", { missed: 2 }, { missed: 2 }), false);
    assert.equal(passed("missed=0", { missed: 2 }, { missed: 3 }), true);
    assert.equal(passed("alarms=10", { alarms: 50 }, { alarms: 0 }), false);
  });

  it("does not compare a number that only one has", () => {
    assert.equal(passed("maeHours=1", {}, { maeHours: 500 }), false);
  });

  it("is written as it was read", () => {
    for (const text of ["orders=5%", "missed=0", "winklerHours=2.5"])
      assert.equal(limitText(readLimit(text) ?? assert.fail()), text);
    for (const text of ["joy=1", "orders", "orders=-1", "orders=5%%", ""]) assert.equal(readLimit(text), undefined);
  });
});
