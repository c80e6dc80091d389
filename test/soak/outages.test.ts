import assert from "node:assert/strict";
import { brokerOutage } from "../../scripts/soak/broker-outage.ts";
import { influxOutage } from "../../scripts/soak/influx-outage.ts";
import { opcuaOutage } from "../../scripts/soak/opcua-outage.ts";
import { asyncuaPython } from "../support/asyncua-server.ts";
import { findInfluxd } from "../support/influxd.ts";
import { findMosquitto } from "../support/mosquitto.ts";

/** A backlog that was kept in memory as points would take this much and more. */
const FLAT_MEGABYTES = 10;

describe("an outage of 24 h of data", () => {
  it("of InfluxDB is filled in order with nothing lost, and the memory stays flat", async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      return this.skip();
    }
    const { written, stored, outOfOrder, grownMegabytes } = await influxOutage({ channels: 50, everySeconds: 30 });
    assert.equal(written, 144_000);
    assert.deepEqual({ stored, outOfOrder }, { stored: written, outOfOrder: 0 });
    assert.ok(grownMegabytes < FLAT_MEGABYTES, `${grownMegabytes} MB more`);
  });

  it("of the broker is filled in order with nothing lost", async function () {
    if (!findMosquitto()) {
      console.log("      skipped: mosquitto is not installed");
      return this.skip();
    }
    assert.deepEqual(await brokerOutage(60), { published: 1440, lost: 0, outOfOrder: 0 });
  });

  it("of an OPC UA server is filled from its history in order with nothing lost", async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    assert.deepEqual(await opcuaOutage(python, 16), { values: 5400, lost: 0, outOfOrder: 0, inFlow: 5400 });
  });
});
