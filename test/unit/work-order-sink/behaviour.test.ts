import assert from "node:assert/strict";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { FORECAST_TAG } from "../../../models/prognosis/forecast.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/work-order-sink/behaviour.ts";
import { schema } from "../../../nodes/work-order-sink/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
type Ports = readonly (FlowMessage | null)[] | null;

const forecast = (hours: number, rulHours: number, urgency: string) => ({
  schema: FORECAST_TAG,
  id: `f${hours}`,
  asset: "spindle-1",
  assetType: "cnc-spindle",
  component: "frontBearing",
  failureMode: "spalling",
  time: START + hours * HOUR,
  status: "ok",
  rulHours,
  urgency,
  interval: { confidence: 0.9, lowHours: rulHours / 2, highHours: rulHours * 2 },
  lineage: { fromMs: START, toMs: START + hours * HOUR },
});

const open = (settings: Record<string, unknown> = {}, store?: unknown) => {
  const fake = fakeWorld({ store });
  const behaviour = createBehaviour(
    parseConfig(schema, { ...(store ? { store: "store" } : {}), ...settings }),
    fake.world,
  );
  const send = async (payload: unknown): Promise<Ports> => (await behaviour.input?.({ payload })) as Ports;
  const order = async (payload: unknown): Promise<WorkOrder> => (await send(payload))?.[0]?.payload as WorkOrder;
  return { ...fake, send, order };
};

describe("the work-order sink", () => {
  it("makes one order of many forecasts, with the failure mode's words and a due time", async () => {
    const { order, send } = open();
    const raised = await order(forecast(1, 150, "WARNING"));
    assert.deepEqual([raised.id, raised.urgency, raised.dueTime], ["WO-spindle-1-1", "WARNING", START + 76 * HOUR]);
    assert.match(raised.title, /^spindle-1: /);
    assert.equal(await send(forecast(2, 149, "WARNING")), null);
    assert.equal((await order(forecast(100, 40, "CRITICAL"))).urgency, "CRITICAL");
    const list = (await send({ command: "list" }))?.[1]?.payload as WorkOrder[] | undefined;
    assert.equal(list?.length, 1);
  });

  it("takes no order from a forecast without a number", async () => {
    assert.equal(await open().send({ ...forecast(1, 1, "CRITICAL"), status: "insufficient" }), null);
  });

  it("joins a high alarm to the order of its component", async () => {
    const { order, send } = open();
    const alarm = {
      id: "spindle-1/bearingTemperature/high",
      component: "frontBearing",
      priority: "high",
      state: "active",
      message: "too hot",
    };
    const report = { schema: "twinloom/alarm@1", asset: "spindle-1", assetType: "cnc-spindle", time: START, alarm };
    const lineage = { flowRevision: "r1", fromMs: START - HOUR, toMs: START };
    const raised = await order({ ...report, lineage });
    assert.deepEqual([raised.alarmId, raised.lineage], [alarm.id, lineage]);
    assert.equal(await send(forecast(1, 150, "WARNING")), null);
    assert.equal(await send({ ...report, alarm: { ...alarm, priority: "medium" } }), null);
  });

  it("says of an order what the machine was making when its urgency last rose", async () => {
    const { order, send } = open();
    const making = (hours: number, urgency: string, context: unknown) => ({ ...forecast(hours, 30, urgency), context });
    assert.deepEqual((await order(making(1, "WARNING", { batch: "B7" }))).context, { batch: "B7" });
    assert.equal(await send(making(2, "WARNING", { batch: "B8" })), null);
    assert.deepEqual((await order(making(3, "CRITICAL", { batch: "B9" }))).context, { batch: "B9" });
    for (const context of ["B7", ["B7"], { batch: 7 }, null])
      await assert.rejects(async () => send(making(4, "CRITICAL", context)), { code: "TWIN-ORDER-001" });
  });

  it("closes with a cause and tells of the maintenance by the data's time", async () => {
    const { order, send } = open();
    const { id } = await order(forecast(1, 30, "CRITICAL"));
    await send(forecast(5, 26, "CRITICAL"));
    const ports = await send({ command: "close", order: id, by: "olga", causeCode: "3.4", note: "spalled" });
    const closed = ports?.[0]?.payload as WorkOrder;
    assert.deepEqual([closed.status, closed.closedBy, closed.causeCode], ["closed", "olga", "3.4"]);
    assert.deepEqual(ports?.[2]?.payload, {
      schema: "twinloom/maintenance@1",
      asset: "spindle-1",
      component: "frontBearing",
      time: START + 5 * HOUR,
      workOrder: id,
      causeCode: "3.4",
      by: "olga",
    });
    await assert.rejects(async () => send({ command: "close", order: id, by: "ann", causeCode: "3.4" }), {
      code: "TWIN-ORDER-004",
    });
  });

  it("refuses an unknown order, an unknown cause and what is no message for it, each with its code", async () => {
    const { send } = open();
    const ghost = { command: "acknowledge", order: "WO-x-1" };
    await assert.rejects(async () => send({ ...ghost, by: "ann" }), { code: "TWIN-ORDER-002" });
    await assert.rejects(async () => send(ghost), { code: "TWIN-ORDER-007" });
    await assert.rejects(async () => send({ command: "close", order: "WO-x-1", causeCode: "7" }), {
      code: "TWIN-ORDER-003",
    });
    const severe = forecast(1, 30, "SEVERE");
    const bad = [
      null,
      3,
      "list",
      {},
      { command: "dance" },
      { command: "list", status: "lost" },
      { schema: FORECAST_TAG },
    ];
    for (const payload of [...bad, severe, { ...forecast(1, 30, "CRITICAL"), time: Number.NaN }]) {
      await assert.rejects(async () => send(payload), { code: "TWIN-ORDER-001" });
    }
    assert.throws(() => open({ endpoint: "ftp://x" }), { code: "TWIN-ORDER-006" });
  });

  it("takes the words of an order from the asset type of one's own", async () => {
    const mode = { id: "spalling", label: "Tooth break", component: "gears", iso14224Mode: "BRD", action: "Stop it" };
    const own = { id: "gearbox", failureModes: [mode] };
    const { world } = fakeWorld({ own });
    const sink = createBehaviour(parseConfig(schema, { assetType: "own" }), world);
    const payload = { ...forecast(1, 30, "CRITICAL"), assetType: "gearbox" };
    const order = ((await sink.input?.({ payload })) as Ports)?.[0]?.payload as WorkOrder;
    assert.deepEqual([order.title, order.action, order.iso14224Mode], ["spindle-1: Tooth break", "Stop it", "BRD"]);
  });

  it("answers the causes that an order may be closed with", async () => {
    const answer = (await open().send({ command: "causes" }))?.[1]?.payload as
      | { causes: { code: string }[] }
      | undefined;
    assert.ok(answer?.causes.some((cause) => cause.code === "3.4"));
  });

  it("keeps its orders over a restart", async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/orders.db` });
    const { order } = open({}, store);
    const raised = await order(forecast(1, 30, "CRITICAL"));
    const again = open({}, store);
    assert.deepEqual((await again.send({ command: "list" }))?.[1]?.payload, [raised]);
    assert.equal(await again.send(forecast(2, 29, "CRITICAL")), null, "no second order for the same episode");
    await store.close();
    folder.remove();
  });
});
