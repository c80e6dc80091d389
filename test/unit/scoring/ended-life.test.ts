import assert from "node:assert/strict";
import { closeOrder } from "../../../models/maintenance/act-on-order.ts";
import { type AsFound, asFoundOf } from "../../../models/maintenance/as-found.ts";
import { nextOrder } from "../../../models/maintenance/next-order.ts";
import { forecastTrigger } from "../../../models/maintenance/trigger.ts";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { endAsSeen, endedLife } from "../../../models/scoring/ended-life.ts";
import { forecastAt, HOUR_MS } from "./forecasts-of-life.ts";

const raisedAt = (hour: number, before: readonly WorkOrder[] = []): WorkOrder => {
  const trigger = forecastTrigger(forecastAt(hour, 10, { urgency: "CRITICAL" }), undefined);
  const order = trigger && nextOrder(before, trigger, { raiseAt: "WARNING", holdOffHours: 0 });
  assert.ok(order);
  return order;
};
const closedAt = (order: WorkOrder, hour: number, causeCode: string, asFound?: AsFound): WorkOrder =>
  closeOrder(order, { by: "ann", time: hour * HOUR_MS, causeCode, note: "", asFound });

describe("what a closed order says about a life", () => {
  it("is that the component failed, where a cause is named and nothing else is said", () => {
    assert.equal(asFoundOf(closedAt(raisedAt(10), 12, "3.4")), "failed");
    assert.equal(asFoundOf(closedAt(raisedAt(10), 12, "5.1")), "sound");
    assert.equal(asFoundOf(closedAt(raisedAt(10), 12, "3.4", "worn")), "worn");
    assert.equal(asFoundOf(closedAt(raisedAt(10), 12, "5.1", "failed")), "failed");
  });

  it("is nothing while it is open", () => {
    assert.equal(endedLife(raisedAt(10), []), undefined);
  });

  it("is when the life began and ended: from the closing before to this one", () => {
    const first = closedAt(raisedAt(10), 20, "3.4");
    const second = closedAt(raisedAt(30, [first]), 40, "3.4");
    const life = endedLife(second, [first, second]);
    assert.deepEqual([life?.fromMs, life?.endMs], [20 * HOUR_MS, 40 * HOUR_MS]);
    assert.equal(endedLife(first, [first, second])?.fromMs, Number.NEGATIVE_INFINITY);
  });

  it("is nothing where another order has ended the life since this one was raised", () => {
    const alarm = raisedAt(10);
    const first = closedAt({ ...raisedAt(12), id: "WO-pump-1-2" }, 20, "3.4");
    const late = closedAt(alarm, 25, "3.4");
    assert.equal(endedLife(late, [first, late]), undefined);
  });

  it("ends where the twin saw the failure, not where somebody closed the order days later", () => {
    const life = endedLife(closedAt(raisedAt(10), 100, "3.4"), []);
    assert.ok(life);
    const dead = forecastAt(50, 0, { widthHours: 0 });
    const seen = endAsSeen(life, [forecastAt(20, 30), dead, forecastAt(51, 0, { widthHours: 0 })]);
    assert.equal(seen.endMs, 50 * HOUR_MS);
    assert.equal(endAsSeen({ ...life, asFound: "worn" }, [dead]).endMs, 100 * HOUR_MS);
    assert.equal(endAsSeen(life, []).endMs, 100 * HOUR_MS);
  });
});
