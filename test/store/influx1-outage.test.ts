import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinError } from "../../models/errors/twin-error.ts";
import type { Point, StoredDocument, TwinStore } from "../../nodes/kit/store.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 1);
const point = (i: number, fields: Point["fields"] = { value: i }, timeMs = START_MS + i): Point => ({
  measurement: "outage",
  tags: { asset: "pump-1" },
  fields,
  timeMs,
});
const readAll = async (store: TwinStore): Promise<number[]> => [
  ...(await store.range({ measurement: "outage", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) })).values,
];
const quarantined = (document: StoredDocument | undefined) =>
  (document ?? assert.fail()).body as { reason: string; point: Point };
const until = async (what: string, condition: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 10_000; !condition(); ) {
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe("an InfluxDB 1 store when the server is in trouble", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: Influxd;
  let file: string;
  before(function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
  });
  beforeEach(async () => {
    folder = temporaryFolder();
    file = join(folder.path, "store.db");
    server = await startInfluxd();
  });
  afterEach(async () => {
    await server.remove();
    folder.remove();
  });

  it("takes writes while the server is away, says how many wait, and sends them in order when it is back", async () => {
    const { store, reported } = openInflux1Store(server.url, file);
    await store.write([point(0)]);
    await settled(store);
    await server.stop();
    for (let i = 1; i <= 50; i++) await store.write([point(i), point(1000, { value: i })]);
    await until("away", () => store.health().state === "away");
    assert.equal(store.health().backlog, 100);
    await assert.rejects(readAll(store), (error: TwinError) => error.code === "TWIN-STORE-013");
    await server.start();
    await settled(store);
    assert.deepEqual(await readAll(store), [...Array.from({ length: 51 }, (_, i) => i), 50]);
    assert.equal(store.health().state, "ok");
    assert.deepEqual(reported, ["TWIN-STORE-013"]);
    await store.close();
  });

  it("loses nothing when the server is killed again and again", async () => {
    const { store } = openInflux1Store(server.url, file);
    let next = 0;
    for (let kill = 0; kill < 3; kill++) {
      for (const batch of [200, 200, 200]) await store.write(Array.from({ length: batch }, () => point(next++)));
      await server.stop("SIGKILL");
      await store.write([point(next++)]);
      await server.start();
    }
    await settled(store);
    assert.deepEqual(
      await readAll(store),
      Array.from({ length: next }, (_, i) => i),
    );
    await store.close();
  });

  it("goes on after a restart of its own with what had not been sent", async () => {
    await server.stop();
    const first = openInflux1Store(server.url, file).store;
    await first.write([point(1), point(2)]);
    await first.close();
    await server.start();
    const second = openInflux1Store(server.url, file).store;
    await settled(second);
    assert.deepEqual(await readAll(second), [1, 2]);
    await second.close();
  });

  it("quarantines a point of the wrong type with the server's reason, and keeps the good ones around it", async () => {
    const { store, reported } = openInflux1Store(server.url, file);
    await store.write([point(0)]);
    await settled(store);
    const many = Array.from({ length: 300 }, (_, i) => point(i + 1));
    await store.write([...many.slice(0, 100), point(900, { value: "broken" }), ...many.slice(100)]);
    await settled(store);
    assert.equal((await readAll(store)).length, 301);
    assert.equal(store.health().quarantined, 1);
    const [kept] = await store.listDocuments({ collection: "quarantine", owner: "pump-1" });
    const { reason, point: refused } = quarantined(kept);
    assert.match(reason, /field type conflict.*value.*outage/);
    assert.deepEqual(refused, point(900, { value: "broken" }));
    assert.deepEqual(reported, ["TWIN-STORE-017"]);
    await store.close();
  });

  it("quarantines what is older than the server's retention in one go", async () => {
    const { store } = openInflux1Store(server.url, file, { retentionDays: 30 });
    const old = Array.from({ length: 500 }, (_, i) => point(i, { value: i }, Date.UTC(2004) + i));
    const now = point(0, { value: 7 }, Date.now());
    await store.write([...old, now]);
    await settled(store);
    assert.deepEqual(await readAll(store), [7]);
    assert.equal(store.health().quarantined, 500);
    const [kept] = await store.listDocuments({ collection: "quarantine", limit: 1 });
    assert.match(quarantined(kept).reason, /beyond retention policy/);
    await store.close();
  });

  it("drops the oldest when the outbox is full and it was told to, and says how many", async () => {
    await server.stop();
    const { store, reported } = openInflux1Store(server.url, file, { limitBytes: 2000, whenFull: "overwriteOldest" });
    for (let i = 0; i < 200; i++) await store.write([point(i)]);
    const { backlog, reason } = store.health();
    assert.ok(backlog > 10 && backlog < 60, `${backlog} wait`);
    assert.match(reason, new RegExp(`${200 - backlog} of the oldest points were dropped`));
    assert.ok(reported.includes("TWIN-STORE-016"));
    await server.start();
    await settled(store);
    assert.deepEqual(
      await readAll(store),
      Array.from({ length: backlog }, (_, i) => 200 - backlog + i),
    );
    await store.close();
  });

  it("refuses new data when the outbox is full and it was told to, and takes it again when there is room", async () => {
    await server.stop();
    const { store } = openInflux1Store(server.url, file, { limitBytes: 2000 });
    let taken = 0;
    await assert.rejects(
      (async () => {
        for (; ; taken++) await store.write([point(taken)]);
      })(),
      (error: TwinError) => error.code === "TWIN-STORE-015",
    );
    assert.equal(store.health().state, "full");
    await server.start();
    await settled(store);
    await store.write([point(taken)]);
    await settled(store);
    assert.deepEqual(
      await readAll(store),
      Array.from({ length: taken + 1 }, (_, i) => i),
    );
    assert.equal(store.health().state, "ok");
    await store.close();
  });
});
