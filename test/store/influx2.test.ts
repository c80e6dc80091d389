import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { type Influx2Options, influx2Remote } from "../../nodes/store/influx2/influx2-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { settled } from "../support/settled.ts";
import { startStrictInflux2Fake } from "../support/strict-influx2-fake.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { conformance, START_MS } from "./conformance.ts";

const { INFLUX2_URL, INFLUX2_ORG = "twinloom", INFLUX2_BUCKET = "twinloom", INFLUX2_TOKEN = "" } = process.env;

/** The same tests on whatever answers at these options. */
const suite = (name: string, start: () => Promise<Omit<Influx2Options, "file"> & { stop(): Promise<void> }>): void => {
  describe(name, () => {
    const folder = temporaryFolder();
    let server: Awaited<ReturnType<typeof start>>;
    let store: TwinStore;
    before(async () => {
      server = await start();
      const file = join(folder.path, "store.db");
      store = openRemoteStore(influx2Remote({ ...server, file }), {
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
      await server?.stop();
      folder.remove();
    });
    conformance(() => ({ store, settled: () => settled(store) }));

    it("quarantines a point of the wrong type with the server's reason, and keeps the good ones around it", async () => {
      const measurement = `types at ${Date.now()}`;
      const point = (i: number, value: number | string) => ({
        ...{ measurement, tags: { asset: measurement }, fields: { value }, timeMs: START_MS + i },
      });
      await store.write([point(1, 1), point(2, "two"), point(3, 3)]);
      await settled(store);
      const range = { measurement, tags: {}, field: "value", fromMs: START_MS, toMs: START_MS + 10 };
      assert.deepEqual([...(await store.range(range)).values], [1, 3]);
      const [refused, ...more] = await store.listDocuments({ collection: "quarantine", owner: measurement });
      assert.deepEqual(more, []);
      assert.match(JSON.stringify(refused?.body), /is type string, already exists as type float/);
    });

    for (const [what, wrong, reason] of [
      ["a wrong token", { token: "wrong" }, /unauthorized access/],
      ["a bucket that is missing", { bucket: "nowhere" }, /bucket "nowhere" not found/],
      ["an organisation that is missing", { org: "nowhere" }, /organization name "nowhere" not found/],
    ] as const) {
      it(`keeps points for a server that refuses ${what}, and says why it refuses a query`, async () => {
        const remote = influx2Remote({ ...server, file: "store.db", ...wrong });
        const sent = await remote.send([{ measurement: "kept", tags: {}, fields: { value: 1 }, timeMs: START_MS }]);
        assert.equal(sent.kind, "away");
        assert.match(sent.kind === "away" ? sent.reason : "", reason);
        await assert.rejects(remote.latest("kept", {}), (error: TwinError) => error.code === "TWIN-STORE-014");
      });
    }
  });
};

suite("the InfluxDB 2 store, on a strict fake that is not an InfluxDB", async () => {
  const access = { org: "plant, north", bucket: `twin "loom"`, token: "secret-token" };
  const fake = await startStrictInflux2Fake(access.org, access.bucket, access.token);
  return { ...access, url: fake.url, stop: fake.stop };
});

if (INFLUX2_URL) {
  suite("the InfluxDB 2 store, on the real server at INFLUX2_URL", async () => ({
    url: INFLUX2_URL,
    org: INFLUX2_ORG,
    bucket: INFLUX2_BUCKET,
    token: INFLUX2_TOKEN,
    stop: async () => undefined,
  }));
} else {
  describe("the InfluxDB 2 store, on a real server", () => {
    it("runs where INFLUX2_URL, INFLUX2_ORG, INFLUX2_BUCKET and INFLUX2_TOKEN name an InfluxDB 2", function () {
      console.log("      skipped: INFLUX2_URL is not set");
      this.skip();
    });
  });
}
