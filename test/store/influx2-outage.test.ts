import assert from "node:assert/strict";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { influx2Remote } from "../../nodes/store/influx2/influx2-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { manualClock } from "../support/fake-world.ts";
import { settled } from "../support/settled.ts";
import { type StrictInflux2Fake, startStrictInflux2Fake } from "../support/strict-influx2-fake.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const point = (i: number): Point => ({
  measurement: "outage",
  tags: { asset: "pump-1" },
  fields: { value: i },
  timeMs: Date.UTC(2026) + i,
});

describe("an InfluxDB 2 store when the server (a strict fake) is in trouble", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let fake: StrictInflux2Fake;
  let store: TwinStore;
  let clock: ReturnType<typeof manualClock>;
  beforeEach(async () => {
    folder = temporaryFolder();
    clock = manualClock();
    fake = await startStrictInflux2Fake("org", "bucket", "token");
  });
  afterEach(async () => {
    await store.close();
    await fake.stop();
    folder.remove();
  });
  const open = (token = "token"): void => {
    const file = join(folder.path, "store.db");
    const rest = { destination: "s", limitBytes: 1e6, clock, random: createRandom(1) };
    store = openRemoteStore(influx2Remote({ url: fake.url, org: "org", bucket: "bucket", token, file }), {
      file,
      whenFull: "refuse",
      ...rest,
    });
  };
  const away = async (): Promise<void> => {
    for (let i = 0; i < 500 && store.health().state !== "away"; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(store.health().state, "away");
  };
  const read = async () => [
    ...(await store.range({ measurement: "outage", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2100) })).values,
  ];

  it("waits as long as an overloaded server asks for, then sends everything in order", async () => {
    fake.failWith({ status: 503, message: "too busy", headers: { "retry-after": "90" } });
    open();
    await store.write([point(1), point(2)]);
    await away();
    assert.equal(store.health().reason, "too busy");
    fake.failWith(undefined);
    await store.write([point(3)]);
    clock.advance(89_000);
    assert.equal(store.health().backlog, 3);
    clock.advance(2000);
    await settled(store);
    assert.deepEqual(await read(), [1, 2, 3]);
  });

  it("keeps what a wrong token cannot deliver", async () => {
    open("wrong");
    await store.write([point(1)]);
    await away();
    assert.deepEqual([store.health().backlog, store.health().quarantined], [1, 0]);
    assert.match(store.health().reason, /unauthorized/);
    await assert.rejects(read(), { code: "TWIN-STORE-014" });
  });
});
