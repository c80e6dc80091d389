import assert from "node:assert/strict";
import { join } from "node:path";
import type { Point } from "../../nodes/kit/store.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { openInflux1Store } from "../support/open-influx1-store.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const point: Point = { measurement: "m", tags: { asset: "a" }, fields: { value: 3 }, timeMs: Date.now() };
const read = { measurement: "m", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) };

describe("an InfluxDB 1 store and the database it finds", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: Influxd;
  let file: string;
  before(function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
  });
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, "store.db");
  });
  afterEach(async () => {
    await server.remove();
    folder.remove();
  });
  const policies = async (database: string) => {
    const answer = await server.query(`SHOW RETENTION POLICIES ON "${database}"`);
    return (answer.results[0]?.series?.[0]?.values ?? []).map(([name, duration, , , isDefault]) => [
      name,
      duration,
      isDefault,
    ]);
  };

  it("makes the database and a retention policy of its setting, and follows when the setting changes", async () => {
    server = await startInfluxd();
    const first = openInflux1Store(server.url, file, { database: "new one", retentionDays: 30 }).store;
    await first.write([point]);
    await settled(first);
    await first.close();
    assert.deepEqual(await policies("new one"), [
      ["autogen", "0s", false],
      ["twinloom", "720h0m0s", true],
    ]);
    const second = openInflux1Store(server.url, file, { database: "new one", retentionDays: 90 }).store;
    await second.write([point]);
    await settled(second);
    assert.deepEqual([...(await second.range(read)).values], [3]);
    await second.close();
    assert.deepEqual(await policies("new one"), [
      ["autogen", "0s", false],
      ["twinloom", "2160h0m0s", true],
    ]);
  });

  it("leaves the default policy of a database that was there before as it is", async () => {
    server = await startInfluxd();
    await server.query(`CREATE DATABASE "theirs" WITH DURATION 52w NAME "their policy"`);
    const { store } = openInflux1Store(server.url, file, { database: "theirs", retentionDays: 30 });
    await store.write([point]);
    await settled(store);
    assert.deepEqual([...(await store.range(read)).values], [3]);
    await store.close();
    assert.deepEqual(await policies("theirs"), [
      ["their policy", "8736h0m0s", true],
      ["twinloom", "720h0m0s", false],
    ]);
  });

  it("keeps what it cannot deliver for a wrong password, says why, and delivers it with the right one", async () => {
    server = await startInfluxd("auth-enabled = true");
    await server.query(`CREATE USER boss WITH PASSWORD 'right' WITH ALL PRIVILEGES`);
    const wrong = openInflux1Store(server.url, file, { user: "boss", password: "wrong" }).store;
    await wrong.write([point]);
    for (let i = 0; i < 200 && wrong.health().state !== "away"; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.match(wrong.health().reason, /authorization failed/);
    assert.equal(wrong.health().backlog, 1);
    await wrong.close();
    const right = openInflux1Store(server.url, file, { user: "boss", password: "right" }).store;
    await settled(right);
    assert.deepEqual([...(await right.range(read)).values], [3]);
    assert.equal(right.health().quarantined, 0);
    await right.close();
  });

  it("writes to the default policy where its user may not make one", async () => {
    server = await startInfluxd("auth-enabled = true");
    const asBoss = async (sql: string): Promise<void> => {
      const sent = await fetch(`${server.url}/query?u=boss&p=right`, {
        method: "POST",
        body: new URLSearchParams({ q: sql }),
      });
      assert.equal(sent.status, 200);
    };
    await server.query(`CREATE USER boss WITH PASSWORD 'right' WITH ALL PRIVILEGES`);
    await asBoss(`CREATE DATABASE shared; CREATE USER guest WITH PASSWORD 'low'; GRANT ALL ON shared TO guest`);
    const { store } = openInflux1Store(server.url, file, { user: "guest", password: "low", database: "shared" });
    await store.write([point]);
    await settled(store);
    assert.deepEqual([...(await store.range(read)).values], [3]);
    await store.close();
  });
});
