import assert from "node:assert/strict";
import fc from "fast-check";
import { acknowledgeOrder, closeOrder } from "../../../models/maintenance/act-on-order.ts";
import { FAILURE_CAUSES, failureCause } from "../../../models/maintenance/failure-causes.ts";
import { nextOrder, type OrderRule } from "../../../models/maintenance/next-order.ts";
import type { Trigger } from "../../../models/maintenance/trigger.ts";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import type { Urgency } from "../../../models/prognosis/forecast.ts";

const HOUR = 3_600_000;
const rule: OrderRule = { raiseAt: "WARNING", holdOffHours: 24 };
const trigger = (urgency: Urgency, hours: number, component = "bearing"): Trigger => ({
  asset: "pump-1",
  assetType: "centrifugal-pump",
  component,
  failureMode: "wear",
  iso14224Mode: "VIB",
  title: "pump-1: Bearing wear",
  action: "Replace it",
  urgency,
  time: hours * HOUR,
  reason: "60 h left",
});

/** All orders after some triggers, as a sink keeps them. */
const ordersAfter = (triggers: readonly Trigger[], start: readonly WorkOrder[] = []): WorkOrder[] => {
  const orders = new Map(start.map((order) => [order.id, order]));
  for (const one of triggers) {
    const order = nextOrder([...orders.values()], one, rule);
    if (order) orders.set(order.id, order);
  }
  return [...orders.values()];
};

describe("work orders of episodes", () => {
  it("are not raised by a mild forecast", () => {
    assert.deepEqual(ordersAfter([trigger("NORMAL", 1)]), []);
  });

  it("are one for an episode, however many messages call for it", () => {
    const orders = ordersAfter([
      trigger("WARNING", 1),
      trigger("WARNING", 2),
      trigger("CRITICAL", 3),
      trigger("CRITICAL", 4),
    ]);
    assert.equal(orders.length, 1);
    assert.deepEqual([orders[0]?.id, orders[0]?.urgency, orders[0]?.history.length], ["WO-pump-1-1", "CRITICAL", 2]);
    assert.equal(orders[0]?.history[1]?.text, "from WARNING to CRITICAL: 60 h left");
  });

  it("never calm down within an episode", () => {
    assert.equal(
      ordersAfter([trigger("CRITICAL", 1), trigger("WARNING", 2), trigger("NORMAL", 3)])[0]?.urgency,
      "CRITICAL",
    );
  });

  it("are separate for each component", () => {
    const orders = ordersAfter([trigger("WARNING", 1), trigger("WARNING", 1, "impeller")]);
    assert.deepEqual(
      orders.map((order) => order.id),
      ["WO-pump-1-1", "WO-pump-1-2"],
    );
  });

  it("come again after closing only once the hold-off is over", () => {
    const [order] = ordersAfter([trigger("WARNING", 1)]) as [WorkOrder];
    const closed = closeOrder(order, { by: "ann", time: 10 * HOUR, causeCode: "3.4", note: "" });
    assert.equal(ordersAfter([trigger("CRITICAL", 5), trigger("CRITICAL", 34)], [closed]).length, 1);
    const second = ordersAfter([trigger("CRITICAL", 35)], [closed])[1];
    assert.deepEqual([second?.id, second?.episode], ["WO-pump-1-2", "pump-1/bearing/wear#2"]);
  });

  it("never get the number of an order that was deleted", () => {
    const [first, second] = ordersAfter([trigger("WARNING", 1), trigger("WARNING", 1, "impeller")]) as [
      WorkOrder,
      WorkOrder,
    ];
    const closed = closeOrder(second, { by: "ann", time: 2 * HOUR, causeCode: "3.4", note: "" });
    const again = nextOrder([closed], trigger("WARNING", 50, "impeller"), rule);
    assert.deepEqual([first.id, again?.id, again?.episode], ["WO-pump-1-1", "WO-pump-1-3", "pump-1/impeller/wear#2"]);
  });

  it("say who took them on and who closed them, with the cause in words", () => {
    const [order] = ordersAfter([trigger("WARNING", 1)]) as [WorkOrder];
    const taken = acknowledgeOrder(order, "ann", 2 * HOUR);
    const closed = closeOrder(taken, { by: "bob", time: 3 * HOUR, causeCode: "3.4", note: "race worn" });
    assert.deepEqual([closed.acknowledgedBy, closed.closedBy, closed.status], ["ann", "bob", "closed"]);
    assert.equal(closed.history.at(-1)?.text, "cause 3.4 Expected wear and tear, race worn");
    assert.equal(acknowledgeOrder(closed, "eve", 4 * HOUR), closed);
  });

  it("hold at most one open order an episode, for any course of urgencies", () => {
    const urgency = fc.constantFrom<Urgency>("CRITICAL", "WARNING", "NORMAL");
    fc.assert(
      fc.property(fc.array(urgency, { maxLength: 30 }), (course) => {
        const orders = ordersAfter(course.map((one, i) => trigger(one, i + 1)));
        assert.ok(orders.length <= 1);
        assert.equal(
          orders.length === 1,
          course.some((one) => one !== "NORMAL"),
        );
      }),
    );
  });

  it("know every failure cause by a code of its own", () => {
    assert.equal(new Set(FAILURE_CAUSES.map((cause) => cause.code)).size, FAILURE_CAUSES.length);
    assert.equal(failureCause("9.9"), undefined);
  });
});
