import assert from "node:assert/strict";
import { assetTypes } from "../../models/assets/asset-types.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import { FORECAST_TAG } from "../../models/prognosis/forecast.ts";
import assetType from "../../nodes/asset-type/node.ts";
import workOrderSink from "../../nodes/work-order-sink/node.ts";
import { nextMessage, nodeHelper } from "../support/node-helper.ts";

const TIME = Date.UTC(2026, 0, 5);

/** A type of one's own: a shipped one with another id and another word for its first failure mode. */
const ownType = (id: string, label: string) => {
  const base = assetTypes["centrifugal-pump"];
  assert.ok(base);
  const [first, ...others] = base.failureModes;
  assert.ok(first);
  return { type: { ...base, id, failureModes: [{ ...first, label }, ...others] }, mode: first };
};

const own = [ownType("gear-pump", "Teeth worn"), ownType("screw-pump", "Screw worn")];
const flow = [
  { id: "t", type: "tab", label: "t" },
  ...own.map(({ type }) => ({
    id: `type-${type.id}`,
    type: "twinloom-asset-type",
    kind: "own",
    definition: JSON.stringify(type),
  })),
  { id: "broken", type: "twinloom-asset-type", kind: "own", definition: "{}" },
  { id: "sink", type: "twinloom-work-order-sink", z: "t", wires: [["order"], ["answer"]] },
  { id: "order", type: "helper", z: "t" },
  { id: "answer", type: "helper", z: "t" },
];

describe("one work-order sink for machines of many types", () => {
  before((done) => void nodeHelper.startServer(done));
  after((done) => void nodeHelper.stopServer(done));
  afterEach(() => nodeHelper.unload());

  it("makes one order of a high alarm and a forecast of each, in the words of its asset type in the flow", async () => {
    await nodeHelper.load([assetType, workOrderSink], flow);
    const sink = nodeHelper.getNode("sink");
    for (const { type, mode } of own) {
      const raised = nextMessage(nodeHelper.getNode("order"));
      const about = { asset: `${type.id}-1`, assetType: type.id, time: TIME };
      const { component, id: failureMode, iso14224Mode } = mode;
      const alarm = { id: "a", component, priority: "high", state: "active", message: "beyond its limit" };
      sink.receive({ payload: { schema: "twinloom/alarm@1", ...about, alarm } });
      sink.receive({
        payload: {
          ...{ schema: FORECAST_TAG, id: "f", ...about, component, failureMode, status: "ok", rulHours: 99 },
          ...{ urgency: "WARNING", lineage: { fromMs: TIME, toMs: TIME } },
        },
      });
      const order = (await raised)["payload"] as WorkOrder;
      assert.deepEqual(
        [order.title, order.failureMode, order.iso14224Mode],
        [`${type.id}-1: ${type.failureModes[0]?.label}`, failureMode, iso14224Mode],
      );
    }
    const answer = nextMessage(nodeHelper.getNode("answer"));
    sink.receive({ payload: { command: "list" } });
    const orders = (await answer)["payload"] as WorkOrder[];
    assert.deepEqual(orders.map(({ asset }) => asset).sort(), ["gear-pump-1", "screw-pump-1"]);
  });
});
