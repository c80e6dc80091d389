import assert from "node:assert/strict";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { conformance, START_MS } from "./conformance.ts";

describe("the InfluxDB 1 store, on a real InfluxDB 1.6", () => {
  const folder = temporaryFolder();
  let server: Influxd;
  let store: TwinStore;

  before(async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    server = await startInfluxd();
    const file = join(folder.path, "store.db");
    const remote = influx1Remote({
      url: server.url,
      database: "twin test",
      user: "",
      password: "",
      retentionDays: 0,
      file,
    });
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
    await server?.remove();
    folder.remove();
  });
  conformance(() => ({ store, settled: () => settled(store) }));

  it("has integers as such, in a field of their own, so that they conflict with no other channel", async () => {
    const sample = (value: number, integers?: string[]) => ({
      ...{ measurement: "telemetry", tags: { asset: "typed" }, fields: { value, quality: 0 }, timeMs: START_MS },
      ...(integers ? { integers } : {}),
    });
    await store.write([sample(1.5), sample(2, ["value"])]);
    await settled(store);
    const { results } = await server.query('SHOW FIELD KEYS FROM "telemetry"', "twin test");
    assert.deepEqual(Object.fromEntries((results[0]?.series?.[0]?.values ?? []).map(([key, type]) => [key, type])), {
      integer: "integer",
      quality: "float",
      value: "float",
    });
  });
});
