import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { ROLL_UP_MS } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { influx2Remote } from "../../nodes/store/influx2/influx2-remote.ts";
import { influx3Remote } from "../../nodes/store/influx3/influx3-remote.ts";
import { writeLine } from "../../nodes/store/line-protocol/write-line.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { importStore } from "../../scripts/store/import-store.ts";
import { rollUpStore } from "../../scripts/store/roll-up-store.ts";
import { eventually } from "../support/eventually.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { settled } from "../support/settled.ts";
import { startStrictInflux2Fake } from "../support/strict-influx2-fake.ts";
import { startStrictInflux3Fake } from "../support/strict-influx3-fake.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type RolledStore, rollUpsOf, rollUpTests, sample, tagsOf } from "./roll-ups-of.ts";

const { INFLUX2_URL, INFLUX2_ORG = "twinloom", INFLUX2_BUCKET = "twinloom", INFLUX2_TOKEN = "" } = process.env;

const silent = { begin: () => undefined, step: () => undefined };

interface Server {
  remote(file: string): Remote;
  stop(): Promise<void>;
  readonly influxd?: Influxd;
}

const openOn = (remote: Remote, file: string, rollUpEveryMs = 20): RolledStore => {
  const limits = { destination: "store-1", limitBytes: 50_000_000, whenFull: "refuse" } as const;
  const store = openRemoteStore(remote, {
    file,
    ...limits,
    clock: systemClock,
    random: createRandom(1),
    rollUpEveryMs,
  });
  return { store, remote };
};

const onInflux1 = async (): Promise<Server> => {
  const influxd = await startInfluxd();
  const access = { url: influxd.url, database: "rolled", user: "", password: "", retentionDays: 0 };
  return { remote: (file) => influx1Remote({ ...access, file }), stop: () => influxd.remove(), influxd };
};
const onInflux2 = async (): Promise<Server> => {
  const access = { org: INFLUX2_ORG, bucket: INFLUX2_BUCKET, token: INFLUX2_TOKEN };
  return { remote: (file) => influx2Remote({ ...access, url: INFLUX2_URL ?? "", file }), stop: async () => undefined };
};
const onFake2 = async (): Promise<Server> => {
  const access = { org: "plant", bucket: "twin", token: "secret-token" };
  const { url, stop } = await startStrictInflux2Fake(access.org, access.bucket, access.token);
  return { remote: (file) => influx2Remote({ ...access, url, file }), stop };
};
const onFake3 = async (): Promise<Server> => {
  const { url, stop } = await startStrictInflux3Fake("twin", "secret-token");
  return { remote: (file) => influx3Remote({ url, database: "twin", token: "secret-token", file }), stop };
};

const servers: readonly (readonly [name: string, start: () => Promise<Server>, needsInfluxd: boolean])[] = [
  ["on a real InfluxDB 1.6", onInflux1, true],
  ["on a strict fake that is not an InfluxDB 2", onFake2, false],
  ["on a strict fake that is not an InfluxDB 3", onFake3, true],
  ...(INFLUX2_URL ? [["on the real InfluxDB 2 at INFLUX2_URL", onInflux2, false] as const] : []),
];

for (const [name, start, needsInfluxd] of servers) {
  describe(`roll-ups ${name}`, () => {
    const folder = temporaryFolder();
    let server: Server;
    let opened: RolledStore;
    before(async function () {
      if (needsInfluxd && !findInfluxd()) {
        console.log("      skipped: influxd is not installed");
        this.skip();
      }
      server = await start();
      const file = join(folder.path, "store.db");
      opened = openOn(server.remote(file), file);
    });
    after(async () => {
      await opened?.store.close();
      await server?.stop();
      folder.remove();
    });
    rollUpTests(() => opened);
  });
}

describe("roll-ups on an InfluxDB 1.6, over restarts", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: Server;
  let file: string;
  before(async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    server = await onInflux1();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, "store.db");
  });
  afterEach(() => folder.remove());
  after(() => server?.stop());
  const hours = (asset: string, from: number, to: number) =>
    Array.from({ length: (to - from) * 60 }, (_, i) => sample(asset, from * 60 + i, i));
  const year = (asset: string) => ({
    ...{ measurement: "telemetry", tags: tagsOf(asset), field: "value", everyMs: 6 * ROLL_UP_MS },
    ...({ aggregate: "count", fromMs: 0, toMs: Date.UTC(2100) } as const),
  });

  it("answer a query without the samples that they were made of", async () => {
    const { store, remote } = openOn(server.remote(file), file);
    await store.write(hours("deleted", 0, 20));
    await eventually("the roll-ups", async () => (await rollUpsOf({ remote }, "deleted")).length === 118);
    const before = await store.range(year("deleted"));
    await server.influxd?.query(
      `DELETE FROM telemetry WHERE asset = '${tagsOf("deleted")["asset"]}' AND time < ${sample("deleted", 18 * 60, 0).timeMs}ms`,
      "rolled",
    );
    assert.deepEqual(await store.range(year("deleted")), before);
    assert.equal(before.values.length, 20);
    await store.close();
  });

  it("do not keep a store whose file is full from sending what waits, and are right in the end", async () => {
    await server.influxd?.stop();
    const remote = server.remote(file);
    const limits = {
      destination: "store-1",
      limitBytes: 50_000_000,
      whenFull: "refuse",
      sizeLimitMegabytes: 1,
    } as const;
    const again = { file, ...limits, clock: systemClock, random: createRandom(1), rollUpEveryMs: 20 };
    const store = openRemoteStore(remote, again);
    let hour = 0;
    try {
      for (; hour < 2000; hour++) await store.write(hours("full", hour, hour + 1));
    } catch (thrown) {
      assert.match(String(thrown), /no room for more data/);
    }
    assert.ok(hour > 20 && hour < 2000, `${hour} hours`);
    await server.influxd?.start();
    await settled(store);
    const whole = { ...year("full"), everyMs: 6 * ROLL_UP_MS, toMs: sample("full", hour * 60, 0).timeMs };
    const asked = async () => [...(await store.range(whole)).values].filter((count) => count === 60).length === hour;
    await eventually("every hour", asked);
    await eventually(
      "the roll-ups",
      async () =>
        (await store.range({ ...whole, measurement: "telemetry_10m", field: "count" })).values.length === hour,
    );
    assert.ok(await asked());
    await store.close();
  });

  it("that were due when the runtime ended are made after its next start", async () => {
    const first = openOn(server.remote(file), file, 3_600_000);
    await first.store.write(hours("ended", 0, 3));
    await settled(first.store);
    await first.store.close();
    assert.deepEqual(await rollUpsOf(first, "ended"), []);
    const second = openOn(server.remote(file), file);
    await eventually("the roll-ups", async () => (await rollUpsOf(second, "ended")).length === 16);
    await second.store.close();
  });

  it("are not taken for complete where the server had samples before", async () => {
    const another = server.remote(file);
    await another.prepare();
    assert.deepEqual(await another.send(hours("older", 0, 3)), { kind: "taken" });
    const { store, remote } = openOn(server.remote(file), file);
    await store.write(hours("older", 3, 6));
    await eventually("the roll-ups", async () => (await rollUpsOf({ remote }, "older")).length === 16);
    assert.deepEqual([...(await store.range(year("older"))).values], [60, 60, 60, 60, 60, 60]);

    await rollUpStore({ file, remote }, false, silent);
    assert.equal((await rollUpsOf({ remote }, "older")).length, 34);
    assert.deepEqual(await rollUpStore({ file, remote }, false, silent), { series: 0, rollUps: 0 });
    await server.influxd?.query(
      `DELETE FROM telemetry WHERE asset = '${tagsOf("older")["asset"]}' AND time < ${sample("older", 180, 0).timeMs}ms`,
      "rolled",
    );
    assert.deepEqual([...(await store.range(year("older"))).values], [60, 60, 60, 60, 60, 60]);
    await store.close();
  });

  it("are corrected after an import beside a store that is in use", async () => {
    const { store, remote } = openOn(server.remote(file), file);
    await store.write(hours("imported", 0, 2));
    await eventually("the roll-ups", async () => (await rollUpsOf({ remote }, "imported")).length === 10);
    const lines = join(folder.path, "more.lp");
    const more = Array.from({ length: 60 }, (_, i) => writeLine(sample("imported", i + 0.5, 7)));
    writeFileSync(lines, more.join("\n"));
    await importStore(lines, "ms", { file, remote }, { ...silent, at: () => undefined });
    assert.deepEqual([...(await store.range(year("imported"))).values], [120, 60]);
    await eventually("the correction", async () => (await rollUpsOf({ remote }, "imported"))[0]?.[1] === 20);
    assert.deepEqual([...(await store.range(year("imported"))).values], [120, 60]);
    await store.close();
  });
});
