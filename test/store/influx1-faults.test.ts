import assert from "node:assert/strict";
import { join } from "node:path";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { settled } from "../support/settled.ts";
import { type Distort, startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 1);
const point = (i: number): Point => ({
  ...{ measurement: "faults", tags: { asset: "pump-1" }, fields: { value: i }, timeMs: START_MS + i },
});

describe("an InfluxDB 1 store behind a bad network", () => {
  let server: Influxd;
  let proxy: TcpProxy;
  let store: TwinStore | undefined;
  let folder: ReturnType<typeof temporaryFolder>;

  before(async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    server = await startInfluxd();
  });
  beforeEach(async () => {
    folder = temporaryFolder();
    proxy = await startTcpProxy(await freePort(), server.port);
  });
  afterEach(async () => {
    await store?.close();
    await proxy.close();
    folder.remove();
  });
  after(async () => server?.remove());

  /** A request of one piece comes twice, as by a proxy that tries again. */
  const twice: Distort = (bytes, from) => (from === "client" && isWholeRequest(bytes) ? [bytes, bytes] : [bytes]);
  const fromServer =
    (change: (bytes: Buffer) => readonly Buffer[]): Distort =>
    (bytes, from) =>
      from === "server" ? change(bytes) : [bytes];
  const faults: readonly (readonly [what: string, fault: () => void])[] = [
    ["cut", () => proxy.cut()],
    ["slow", () => proxy.slow(20)],
    ["half open", () => proxy.stall(true)],
    ["garbage", () => proxy.distort(fromServer((bytes) => [Buffer.alloc(bytes.length, 0xff)]))],
    ["requests twice", () => proxy.distort(twice)],
    ["answers twice", () => proxy.distort(fromServer((bytes) => [bytes, bytes]))],
    [
      "answers in another order",
      () =>
        proxy.distort(fromServer((bytes) => [bytes.subarray(bytes.length >> 1), bytes.subarray(0, bytes.length >> 1)])),
    ],
    ["answers lost", () => proxy.distort(fromServer(() => []))],
  ];
  const url = (): string => `http://127.0.0.1:${proxy.port}`;
  const expectAll = async (database: string): Promise<void> => {
    const { results } = await server.query('SELECT value FROM "faults"; SELECT value FROM "newest"', database);
    const [all, newest] = results.map(({ series }) => series?.[0]?.values?.map((row) => row[1]));
    assert.deepEqual(
      all,
      Array.from({ length: 60 }, (_, i) => i),
    );
    assert.deepEqual(newest, [59]);
  };

  for (const [database, fault] of faults) {
    it(`has every point once, the newest of one time last, after a time of this: ${database}`, async () => {
      const opened = openInflux1Store(url(), join(folder.path, "store.db"), { database });
      store = opened.store;
      for (let i = 0; i < 60; i++) {
        if (i === 20) fault();
        if (i === 40) {
          proxy.distort(undefined);
          proxy.slow(0);
          proxy.stall(false);
          proxy.cut();
        }
        await store.write([point(i), { ...point(i), measurement: "newest", timeMs: START_MS }]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await settled(store);
      assert.equal(store.health().quarantined, 0);
      await expectAll(database);
    });
  }

  it("finds by itself that nobody answers though no connection was closed, and sends everything again", async () => {
    const database = "silent";
    const opened = openInflux1Store(url(), join(folder.path, "store.db"), { database });
    store = opened.store;
    for (let i = 0; i < 60; i++) {
      if (i === 20) {
        await settled(store);
        proxy.stall(true);
      }
      await store.write([point(i), { ...point(i), measurement: "newest", timeMs: START_MS }]);
    }
    await eventually("the time-out", () => opened.store.health().state === "away");
    proxy.stall(false);
    await settled(store);
    await expectAll(database);
  });
});

const isWholeRequest = (bytes: Buffer): boolean => {
  const text = bytes.toString("latin1");
  const [head = "", body = ""] = text.split("\r\n\r\n");
  return text.startsWith("POST ") && Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN) === body.length;
};
