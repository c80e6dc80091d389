import assert from "node:assert/strict";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { influx3Remote } from "../../nodes/store/influx3/influx3-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd } from "../support/influxd.ts";
import { settled } from "../support/settled.ts";
import { type StrictInflux3Fake, startStrictInflux3Fake } from "../support/strict-influx3-fake.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { conformance, START_MS } from "./conformance.ts";

const { INFLUX3_URL, INFLUX3_DATABASE = "twinloom", INFLUX3_TOKEN = "" } = process.env;
const REAL = INFLUX3_URL !== undefined;

describe(`the InfluxDB 3 store, on ${REAL ? "the real server at INFLUX3_URL" : "a strict fake that is not an InfluxDB 3"}`, () => {
  const folder = temporaryFolder();
  let fake: StrictInflux3Fake | undefined;
  let store: TwinStore;

  before(async function () {
    if (!REAL && !findInfluxd()) {
      console.log("      skipped: neither INFLUX3_URL nor influxd, which the fake keeps its points in");
      this.skip();
    }
    const database = REAL ? INFLUX3_DATABASE : `twin "loom", north`;
    const token = REAL ? INFLUX3_TOKEN : "secret-token";
    if (!REAL) fake = await startStrictInflux3Fake(database, token);
    const file = join(folder.path, "store.db");
    const remote = influx3Remote({ url: INFLUX3_URL ?? fake?.url ?? "", database, token, file });
    store = openRemoteStore(remote, {
      file,
      destination: "store-1",
      limitBytes: 50_000_000,
      whenFull: "refuse",
      clock: systemClock,
      random: createRandom(1),
    });
  });
  after(async () => {
    await store?.close();
    await fake?.stop();
    folder.remove();
  });

  it("has nothing before the first write, which is no error", async () => {
    assert.deepEqual(await store.latest("nothing yet", {}), []);
  });

  conformance(() => ({ store, settled: () => settled(store) }));

  it("packs what is large, and says the precision with each write", function () {
    if (!fake) this.skip();
    const writes = fake?.requests.filter(({ call }) => call.startsWith("POST")) ?? [];
    assert.ok(writes.some(({ gzip }) => gzip));
    assert.ok(writes.every(({ call }) => call.endsWith("&precision=ms")));
  });

  it("quarantines the lines that the server names with its reasons, in one request, while the others are kept", async () => {
    const point = (n: number, value: number | string): Point => ({
      measurement: "partial",
      tags: { asset: "a" },
      fields: { value, note: "two\nlines".repeat(Number(!fake)) },
      timeMs: START_MS + n,
    });
    await store.write([point(0, 0.5)]);
    await settled(store);
    const before = fake?.requests.length ?? 0;
    await store.write(Array.from({ length: 50 }, (_, i) => point(i + 1, i % 10 === 0 ? "a text" : i)));
    await settled(store);
    const range = { measurement: "partial", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) };
    assert.equal((await store.range(range)).values.length, 46);
    const kept = await store.listDocuments({ collection: "quarantine", owner: "a" });
    assert.equal(kept.length, 5);
    assert.match(JSON.stringify(kept[0]?.body), /invalid column type for column 'value'/);
    if (fake) assert.equal(fake.requests.slice(before).filter(({ call }) => call.startsWith("POST")).length, 1);
  });
});
