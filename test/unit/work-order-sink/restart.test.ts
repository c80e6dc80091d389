import assert from "node:assert/strict";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { FORECAST_TAG } from "../../../models/prognosis/forecast.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/work-order-sink/behaviour.ts";
import { schema } from "../../../nodes/work-order-sink/schema.ts";
import { eventually } from "../../support/eventually.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { startMaintenanceServer } from "../../support/maintenance-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
type Ports = readonly (FlowMessage | null)[] | null;

const forecast = (hours: number, urgency = "CRITICAL") => ({
  schema: FORECAST_TAG,
  id: `f${hours}`,
  asset: "pump-1",
  assetType: "centrifugal-pump",
  component: "bearing",
  failureMode: "bearingWear",
  time: START + hours * HOUR,
  status: "ok",
  rulHours: 30,
  urgency,
});

const open = (store: TwinStore, settings: Record<string, unknown> = {}) => {
  const fake = fakeWorld({ store });
  const behaviour = createBehaviour(parseConfig(schema, { store: "store", ...settings }), fake.world);
  const send = async (payload: unknown): Promise<Ports> => (await behaviour.input?.({ payload })) as Ports;
  const order = async (payload: unknown): Promise<WorkOrder> => (await send(payload))?.[0]?.payload as WorkOrder;
  return { ...fake, send, order };
};

describe("a work-order sink that is started again", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  let files = 0;
  beforeEach(() => {
    store = openEmbeddedStore({ file: `${folder.path}/${++files}.db` });
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  it("closes at the newest data time in the store, so that an old forecast raises nothing", async () => {
    const { id } = await open(store).order(forecast(1));
    const newest = START + 300 * HOUR;
    await store.write([{ measurement: "features", tags: { asset: "pump-1" }, fields: { x: 1 }, timeMs: newest }]);
    const again = open(store);
    const closed = await again.order({ command: "close", order: id, by: "ann", causeCode: "3.4" });
    assert.equal(closed.updatedTime, newest);
    assert.equal(await again.send(forecast(310)), null, "within the hold-off");
    assert.equal((await again.order(forecast(325))).episode, "pump-1/bearing/bearingWear#2");
  });

  it("takes up an order that was cut off between the outbox and the book", async () => {
    const server = await startMaintenanceServer([]);
    const raised = await open(store).order(forecast(1));
    await store.deleteDocument("work-orders", raised.id);
    const unsent = { collection: "work-order-outbox", id: raised.id, owner: "pump-1", timeMs: 1, body: raised };
    await store.putDocument(unsent);
    const again = open(store, { endpoint: server.url });
    const listed = (await again.send({ command: "list" }))?.[1]?.payload as WorkOrder[];
    assert.deepEqual([listed.length, listed[0]?.id, listed[0]?.history[0]], [1, raised.id, raised.history[0]]);
    assert.equal(await again.send(forecast(2)), null);
    await until("the order at the server", () => server.kept.length === 1);
    again.close();
    server.stop();
  });

  it("sends each form of an order once over a whole episode, whatever fails", async () => {
    const server = await startMaintenanceServer(["500", "none", "500", "none"]);
    const first = open(store, { endpoint: server.url });
    const { id } = await first.order(forecast(1, "WARNING"));
    await first.order(forecast(2, "CRITICAL"));
    await until("the order at the server", () => server.kept.length === 1);
    first.close();
    const again = open(store, { endpoint: server.url });
    await again.order({ command: "close", order: id, by: "ann", causeCode: "3.4" });
    await until("the order's path", () => {
      again.clock.advance(1000);
      return server.kept.length === 2;
    });
    assert.deepEqual(
      server.kept.map(({ key, order }) => `${key} ${order.status} ${order.urgency}`),
      ["pump-1/bearing/bearingWear#1 open CRITICAL", "pump-1/bearing/bearingWear#1 closed CRITICAL"],
    );
    again.close();
    server.stop();
  });

  it("says in the order's history when it could not be sent and when it was, also over a kill", async () => {
    const server = await startMaintenanceServer(["500", "500", "500", "none", "none"]);
    const first = open(store, { endpoint: `${server.url}?key=secret` });
    const { id } = await first.order(forecast(1, "WARNING"));
    await until("the order", () => first.sent.length === 1);
    // No close: the process is killed.
    first.close();
    const again = open(store, { endpoint: `${server.url}?key=secret` });
    await until("the order again", () => {
      again.clock.advance(1000);
      // the answer has come too, not the order alone
      return server.kept.length === 1 && again.sent.length === 1;
    });
    await again.order({ command: "acknowledge", order: id, by: "ann" });
    const historyOf = async () => {
      const { body } = (await store.getDocument("work-orders", id)) ?? assert.fail();
      return (body as WorkOrder).history.map(({ action }) => action);
    };
    await until("both orders", () => server.kept.length === 2 && again.sent.length === 2);
    assert.deepEqual(await historyOf(), ["raised", "send-failed", "sent", "acknowledged", "sent"]);
    const [news] = (again.sent.at(-1) ?? assert.fail()) as FlowMessage[];
    const order = news?.payload as WorkOrder;
    assert.deepEqual(
      order.history.slice(1, 3).map(({ by, text, time }) => [by, text, time]),
      [
        [
          "twin",
          `not sent to ${server.url} yet: the server answers 500 Internal Server Error; it is tried again`,
          order.raisedTime,
        ],
        ["twin", `sent to ${server.url}`, order.raisedTime],
      ],
    );
    assert.equal(order.updatedTime, order.history[3]?.time, "a delivery is no change of the order");
    const outbox = () => store.listDocuments({ collection: "work-order-outbox" });
    await eventually("nothing waits", async () => (await outbox()).length === 0, outbox);
    const third = open(store, { endpoint: server.url });
    await third.send({ command: "list" });
    assert.equal(server.kept.length, 2, "nothing is sent for a note");
    third.close();
    again.close();
    server.stop();
  });

  it("refuses messages while the store can't be read, instead of beginning anew", async () => {
    await open(store).order(forecast(1));
    let away = true;
    const shaky: TwinStore = {
      ...store,
      listDocuments: async (query) => {
        if (away) throw new Error("away");
        return store.listDocuments(query);
      },
    };
    const again = open(shaky);
    await assert.rejects(async () => again.send(forecast(2)), /away/);
    away = false;
    assert.equal(await again.send(forecast(3)), null, "the order from before is known again");
  });
});
