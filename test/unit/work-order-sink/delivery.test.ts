import assert from "node:assert/strict";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { systemClock } from "../../../nodes/kit/clock.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createDelivery } from "../../../nodes/work-order-sink/delivery.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { type Fault, startMaintenanceServer } from "../../support/maintenance-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

/** So many times faster than the system's goes the clock of the deliveries. */
const HASTE = 50;

const orderOf = (id: string): WorkOrder =>
  ({
    id,
    episode: `${id}#1`,
    asset: "pump-1",
    status: "open",
    urgency: "WARNING",
    updatedTime: 1,
    history: [{}],
  }) as unknown as WorkOrder;
const ORDER = orderOf("WO-pump-1-1");

const SILENT = { sent: async () => undefined, failed: async () => undefined };

const open = (url: string, store?: Parameters<typeof createDelivery>[1]) => {
  const fake = fakeWorld();
  const world = {
    ...fake.world,
    clock: {
      nowMs: () => systemClock.nowMs() * HASTE,
      schedule: (ms: number, action: () => void) => systemClock.schedule(ms / HASTE, action),
    },
  };
  const endpoint = { url, token: "secret", timeoutMs: 300 };
  return { ...fake, delivery: createDelivery(endpoint, store, world, { changed: () => undefined, ...SILENT }) };
};

describe("orders sent to a maintenance system", () => {
  let server: Awaited<ReturnType<typeof startMaintenanceServer>>;
  afterEach(() => server.stop());

  it("arrive with the episode as idempotency key and the token", async () => {
    server = await startMaintenanceServer([]);
    const { delivery } = open(server.url);
    delivery.send(ORDER);
    await until("the delivery", () => delivery.waiting() === 0);
    assert.deepEqual([server.kept[0]?.key, server.kept[0]?.authorization], [ORDER.episode, "Bearer secret"]);
  });

  const courses: readonly (readonly [string, readonly Fault[], readonly Fault[]])[] = [
    ["the server fails", ["500", "500"], []],
    ["the answer never comes though it was taken", ["late"], []],
    ["the request is lost, and the answer to the next one", ["lost", "late"], []],
    ["the answer never comes and the look-up fails too", ["late"], ["500", "lost"]],
  ];
  for (const [what, faults, lookUpFaults] of courses) {
    it(`arrive exactly once when ${what}, and that is reported once`, async () => {
      server = await startMaintenanceServer(faults, lookUpFaults);
      const { delivery, failures } = open(server.url);
      delivery.send(ORDER);
      await until("the delivery", () => delivery.waiting() === 0);
      assert.equal(server.kept.length, 1);
      assert.deepEqual(
        failures.map((failure) => failure.code),
        ["TWIN-ORDER-005"],
      );
    });
  }

  it("do not wait for another order that the server refuses", async () => {
    server = await startMaintenanceServer([]);
    server.refused.add("WO-bad");
    const { delivery, failures, close } = open(server.url);
    delivery.send(orderOf("WO-bad"));
    delivery.send(ORDER);
    await until("one order delivered", () => server.kept.length === 1 && delivery.waiting() === 1);
    assert.deepEqual([server.kept[0]?.order.id, failures[0]?.code], [ORDER.id, "TWIN-ORDER-005"]);
    close();
  });

  it("wait on disk while nobody is there, and arrive after a restart", async () => {
    server = await startMaintenanceServer([]);
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/orders.db` });
    const first = open("http://127.0.0.1:9/orders", store);
    await first.delivery.hold(ORDER);
    first.delivery.send(ORDER);
    await until("the failure", () => first.failures.length > 0);
    first.close();
    const second = open(server.url, store);
    await second.delivery.load();
    await until("the other order", () => server.kept.length === 1 && second.delivery.waiting() === 0);
    assert.equal(server.kept[0]?.order.id, ORDER.id);
    await store.close();
    folder.remove();
  });

  it("are looked up first after a restart, as the request before it may have arrived", async () => {
    server = await startMaintenanceServer(["late"]);
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/orders.db` });
    const first = open(server.url, store);
    await first.delivery.hold(ORDER);
    first.delivery.send(ORDER);
    await until("the order at the server", () => server.kept.length === 1);
    first.close();
    const second = open(server.url, store);
    await second.delivery.load();
    await until("the order's end", () => second.delivery.waiting() === 0);
    assert.deepEqual([server.kept.length, server.lookUps()], [1, 1]);
    await store.close();
    folder.remove();
  });
});
