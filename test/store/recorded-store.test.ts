import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Point } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { recordedStore } from "../../scripts/store/recorded-store.ts";
import { findInfluxd, startInfluxd } from "../support/influxd.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const point: Point = {
  measurement: "features",
  tags: { asset: "fan-1" },
  fields: { "load.mean": 0.75 },
  timeMs: Date.UTC(2026, 0, 1),
};
const query = { measurement: "features", tags: {}, field: "load.mean", fromMs: 0, toMs: Date.UTC(2100) };
const order = { collection: "work-orders", id: "w", owner: "fan-1", timeMs: 1, body: { n: 1 } };

describe("what a plant has recorded, for export and retraining", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  const home = folder.path;
  const setFlow = (settings: object): void =>
    writeFileSync(join(home, "flows.json"), JSON.stringify([{ id: "s", type: "twinloom-store", ...settings }]));

  /** The same question to whatever the flow names. */
  const expectAll = async (): Promise<void> => {
    const { store } = recordedStore(home);
    try {
      assert.deepEqual([...(await store.range(query)).values], [0.75]);
      assert.deepEqual((await store.getDocument("work-orders", "w"))?.body, { n: 1 });
    } finally {
      store.close();
    }
  };

  it("is read from the file of an embedded store", async () => {
    setFlow({ file: "embedded.db" });
    const store = openEmbeddedStore({ file: join(home, "embedded.db") });
    await store.write([point]);
    await store.putDocument(order);
    await expectAll();
    await store.close();
  });

  it("is read from InfluxDB and the store's file where the flow keeps it there", async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    const server = await startInfluxd();
    const { store } = openInflux1Store(server.url, join(home, "remote.db"), { database: "plant" });
    try {
      setFlow({ file: "remote.db", driver: "influx1", url: server.url, database: "plant", retentionDays: 0 });
      await store.write([point]);
      await store.putDocument(order);
      await settled(store);
      await expectAll();
    } finally {
      await store.close();
      await server.remove();
    }
  });
});
