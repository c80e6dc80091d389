import assert from "node:assert/strict";
import { join } from "node:path";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { freePort } from "../support/free-port.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { settled } from "../support/settled.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 1);
const point = (i: number): Point => ({
  ...{ measurement: "faults", tags: { asset: "pump-1" }, fields: { value: i }, timeMs: START_MS + i },
});

describe("an InfluxDB 1 store behind a bad network", function () {
  this.timeout(120_000);
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

  const faults: readonly (readonly [what: string, fault: () => void])[] = [
    ["cut", () => proxy.cut()],
    ["slow", () => proxy.slow(20)],
    [
      "garbage",
      () => proxy.distort((bytes, from) => (from === "server" ? [Buffer.alloc(bytes.length, 0xff)] : [bytes])),
    ],
  ];
  for (const [database, fault] of faults) {
    it(`has every point once after a time of this: ${database}`, async () => {
      const url = `http://127.0.0.1:${proxy.port}`;
      const opened = openInflux1Store(url, join(folder.path, "store.db"), { database });
      store = opened.store;
      for (let i = 0; i < 60; i++) {
        if (i === 20) fault();
        if (i === 40) {
          proxy.distort(undefined);
          proxy.slow(0);
          proxy.cut();
        }
        await store.write([point(i)]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await settled(store);
      const { results } = await server.query('SELECT value FROM "faults"', database);
      const values = results[0]?.series?.[0]?.values?.map((row) => row[1]);
      assert.deepEqual(
        values,
        Array.from({ length: 60 }, (_, i) => i),
      );
    });
  }
});
