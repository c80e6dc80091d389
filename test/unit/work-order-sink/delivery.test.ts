import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkOrder } from "../../../models/maintenance/work-order.ts";
import { systemClock } from "../../../nodes/kit/clock.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createDelivery } from "../../../nodes/work-order-sink/delivery.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ORDER = {
  id: "WO-pump-1-1",
  episode: "pump-1/bearing/wear#1",
  asset: "pump-1",
  updatedTime: 1,
  history: [{}],
} as unknown as WorkOrder;

/** A maintenance system that keeps orders by their id, with a fault for each of the first requests to post. */
const startServer = async (faults: ("500" | "late" | "lost")[]) => {
  const kept: { order: WorkOrder; key: string | undefined; authorization: string | undefined }[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://local");
    if (request.method === "GET") {
      const found = kept.filter(({ order }) => order.episode === url.searchParams.get("episode"));
      response.end(JSON.stringify(found.map(({ order }) => order)));
      return;
    }
    let body = "";
    for await (const chunk of request) body += chunk;
    const fault = faults.shift();
    if (fault === "500") return void response.writeHead(500).end();
    if (fault !== "lost") {
      const { "idempotency-key": key, authorization } = request.headers;
      kept.push({ order: JSON.parse(body), key: String(key), authorization });
    }
    if (fault === undefined) response.writeHead(201).end();
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, kept, stop };
};

const arrived = async (check: () => boolean): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!check()) {
    if (Date.now() > deadline) throw new Error("it did not arrive");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe("orders sent to a maintenance system", () => {
  const open = (url: string, store?: Parameters<typeof createDelivery>[1]) => {
    const fake = fakeWorld();
    const world = {
      ...fake.world,
      clock: { ...systemClock, schedule: (ms: number, action: () => void) => systemClock.schedule(ms / 50, action) },
    };
    return { ...fake, delivery: createDelivery({ url, token: "secret", timeoutMs: 300 }, store, world) };
  };

  it("arrive with the episode as idempotency key and the token", async () => {
    const server = await startServer([]);
    const { delivery } = open(server.url);
    await delivery.send(ORDER);
    await arrived(() => delivery.waiting() === 0);
    assert.deepEqual([server.kept[0]?.key, server.kept[0]?.authorization], [ORDER.episode, "Bearer secret"]);
    server.stop();
  });

  for (const [faults, what] of [
    [["500", "500"], "the server fails"],
    [["late"], "the answer never comes though it was taken"],
    [["lost", "late"], "the request is lost"],
  ] as const) {
    it(`arrive exactly once when ${what}`, async () => {
      const server = await startServer([...faults]);
      const { delivery, failures } = open(server.url);
      await delivery.send(ORDER);
      await arrived(() => delivery.waiting() === 0);
      assert.equal(server.kept.length, 1);
      assert.deepEqual(
        failures.map((failure) => failure.code),
        ["TWIN-ORDER-005"],
        "it is reported once",
      );
      server.stop();
    });
  }

  it("wait on disk while nobody is there, and arrive after a restart", async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore({ file: `${folder.path}/orders.db` });
    const first = open("http://127.0.0.1:9/orders", store);
    await first.delivery.send(ORDER);
    await arrived(() => first.failures.length > 0);
    first.close();
    const server = await startServer([]);
    const second = open(server.url, store);
    await second.delivery.load();
    await arrived(() => second.delivery.waiting() === 0);
    assert.equal(server.kept[0]?.order.id, ORDER.id);
    await arrived(() => server.kept.length === 1);
    assert.deepEqual(await store.listDocuments({ collection: "work-order-outbox" }), []);
    server.stop();
    await store.close();
    folder.remove();
  });
});
