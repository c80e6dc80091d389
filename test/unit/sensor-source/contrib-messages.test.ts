import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";

const require = createRequire(import.meta.url);
const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/contrib", name), "utf8"));
const row = {
  unit: "1",
  scale: 1,
  offset: 0,
  asset: "",
  pointer: "",
  address: 0,
  dataType: "float32",
  wordOrder: "big",
};
const clock = () => manualClock(Date.UTC(2026, 5, 1));

interface OpcuaCase {
  readonly name: string;
  readonly message: Record<string, unknown>;
  readonly readings: readonly { channel: string; value: number; time: number; quality: number }[];
  readonly refused?: readonly string[];
}

interface ModbusCase {
  readonly name: string;
  readonly message: Record<string, unknown>;
  readonly values: Readonly<Record<string, number>>;
  readonly refused?: readonly string[];
}

describe("messages of node-red-contrib-opcua", () => {
  const tags = [
    { ...row, tag: "ns=1;s=pump-1.speed", channel: "speed" },
    { ...row, tag: "ns=1;s=pump-1.flow", channel: "flow" },
  ];
  for (const { name, message, readings, refused } of fixture("opcua-messages.json").cases as OpcuaCase[]) {
    it(`become readings: ${name}`, async () => {
      const source = startSource({ asset: "pump-1", tags }, { clock: clock() });
      source.input(message);
      await source.close();
      const found = ["speed", "flow"].flatMap((channel) =>
        source.samples(channel, "pump-1").map(([time, value, quality]) => ({ channel, value, time, quality })),
      );
      assert.deepEqual(found, readings);
      assert.deepEqual(
        source.refused().map(({ code }) => code),
        refused ?? [],
      );
    });
  }

  it("are understood with the library's own StatusCode objects, also after Node-RED cloned them", async () => {
    const { StatusCodes } = require("node-opcua-status-code");
    const { util } = require("@node-red/util");
    const source = startSource({ asset: "pump-1", tags }, { clock: clock() });
    const message = {
      topic: "ns=1;s=pump-1.speed",
      payload: 1,
      statusCode: StatusCodes.BadSensorFailure,
      sourceTimestamp: new Date("2026-01-01"),
    };
    source.input(message);
    source.input(util.cloneMessage({ ...message, sourceTimestamp: new Date("2026-01-02") }));
    await source.close();
    assert.deepEqual(
      source.samples("speed").map(([, , quality]) => quality),
      [2, 2],
    );
  });
});

describe("messages of node-red-contrib-modbus", () => {
  const tags = [
    { ...row, tag: "speed", channel: "speed", address: 10 },
    { ...row, tag: "flow", channel: "flow", address: 12, wordOrder: "littleWords" },
    { ...row, tag: "torque", channel: "torque", address: 14, dataType: "int16" },
  ];
  for (const { name, message, values, refused } of fixture("modbus-messages.json").cases as ModbusCase[]) {
    it(`become readings: ${name}`, async () => {
      const source = startSource({ asset: "fan-1", tags }, { clock: clock() });
      source.input(message);
      await source.close();
      assert.deepEqual(source.telemetry()[0]?.values ?? {}, values);
      assert.deepEqual(
        source.refused().map(({ code }) => code),
        refused ?? [],
      );
    });
  }
});
