import assert from "node:assert/strict";
import { killRuntime } from "../../scripts/soak/kill-runtime.ts";
import { findInfluxd } from "../support/influxd.ts";
import { findMosquitto } from "../support/mosquitto.ts";

const KILLS = 8;

describe("a runtime under load", () => {
  it(`that is killed ${KILLS} times at random moments, InfluxDB with it now and then, loses no reading and stores none twice`, async function () {
    if (!findInfluxd() || !findMosquitto()) {
      console.log("      skipped: influxd or mosquitto is not installed");
      return this.skip();
    }
    const result = await killRuntime({ kills: KILLS, readingsPerSecond: 200, seed: 2026 });
    assert.deepEqual({ lost: result.lost, extra: result.extra }, { lost: 0, extra: 0 });
    assert.equal(result.rows, result.published);
    assert.ok(result.published > 500 && result.livesUnderLoad >= KILLS / 2, JSON.stringify(result));
  });
});
