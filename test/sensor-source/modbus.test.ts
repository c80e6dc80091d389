import assert from "node:assert/strict";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { type ModbusDevice, startModbusDevice } from "../support/modbus-device.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);
const ROW = { tag: "", unit: "", scale: 1, offset: 0, asset: "", pointer: "", dataType: "float32", wordOrder: "big" };
const TAGS = [
  { ...ROW, channel: "speed", address: 0 },
  { ...ROW, channel: "bearingTemperature", address: 2, unit: "[degF]" },
  { ...ROW, channel: "torque", address: 4, dataType: "int16", scale: 0.1 },
];

describe("Modbus source against a real Modbus TCP server", () => {
  let device: ModbusDevice;
  let source: ReturnType<typeof startSource> | undefined;

  beforeEach(async () => {
    device = await startModbusDevice(await freePort());
    device.float32(0, 1480);
    device.float32(2, 212);
    device.registers.set(4, 0x10000 - 25);
  });
  afterEach(async () => {
    await source?.close();
    await device.stop();
  });

  const open = (settings: Record<string, unknown> = {}): ReturnType<typeof startSource> => {
    const all = {
      protocol: "modbus",
      modbusHost: "127.0.0.1",
      modbusPort: device.port,
      modbusPollMs: 20,
      batchMs: 20,
      asset: "spindle-1",
      tags: TAGS,
      modbusTime: "register",
      modbusTimeAddress: 5,
      ...settings,
    };
    source = startSource(all, { assetType: spindleType });
    return source;
  };

  it("takes the plant's time and converted values in one request, and each sample once", async () => {
    device.float64(5, T0);
    const opened = open();
    await until("the first sample", () => opened.samples("torque").length === 1);
    await until("more polls of the same sample", () => device.requests.length > 5);
    device.float64(5, T0 + 1000);
    device.float32(0, 1481);
    await until("the second sample", () => opened.samples("speed").length === 2);
    assert.deepEqual(opened.samples("speed"), [
      [T0, 1480, 0],
      [T0 + 1000, 1481, 0],
    ]);
    assert.ok(Math.abs((opened.samples("bearingTemperature")[0]?.[1] ?? 0) - 100) < 1e-4);
    assert.equal(opened.samples("torque")[0]?.[1], -2.5);
    assert.deepEqual(device.requests[0], { address: 0, length: 9 });
    assert.deepEqual(opened.refused(), []);
    assert.equal(opened.telemetry()[0]?.asset, "spindle-1");
  });

  it("names the tag whose register the device does not have, and goes on with the others", async () => {
    device.float64(5, T0);
    const opened = open({ tags: [...TAGS, { ...ROW, tag: "power", channel: "motorPower", address: 900 }] });
    await until("the others", () => opened.samples("speed").length === 1);
    await until("the error", () => opened.failures.length > 0);
    const [failure] = opened.failures;
    assert.equal(failure?.code, "TWIN-SOURCE-010");
    assert.match(failure?.message ?? "", /power.*register 900/);
    await until("the status", () => opened.lastStatus()?.text === "tag power unknown");
  });

  it("asks one by one where a merged request is refused", async () => {
    device.float64(5, T0);
    const opened = open({ tags: [...TAGS, { ...ROW, tag: "power", channel: "motorPower", address: 9 }] });
    await until("the others", () => opened.samples("torque").length === 1);
    assert.deepEqual(device.requests[0], { address: 0, length: 11 });
    device.float64(5, T0 + 1);
    await until("the next sample", () => opened.samples("torque").length === 2);
    assert.deepEqual(device.requests.at(-1), { address: 0, length: 9 });
  });

  it("refuses a device whose clock was never set, and takes it once it is", async () => {
    device.float64(5, 0);
    const opened = open();
    await until("the refusals", () => opened.refused().length >= 3);
    assert.deepEqual(new Set(opened.refused().map(({ code }) => code)), new Set(["TWIN-SOURCE-016"]));
    assert.equal(opened.failures.length, 1, "one line in the log, not one a poll");
    device.float64(5, T0);
    await until("data", () => opened.samples("speed").length === 1);
  });

  it("stamps the time of the poll where the device has none", async () => {
    const before = Date.now();
    const opened = open({ modbusTime: "poll" });
    await until("data", () => opened.samples("speed").length > 2);
    const times = opened.samples("speed").map(([time]) => time);
    assert.ok(times.every((time) => time >= before && time <= Date.now()));
    await until("a green status", () => opened.lastStatus()?.level === "ok");
    assert.equal(opened.lastStatus()?.text, "0 s old");
  });

  it("tells of a dead device once, and has data again after it returns", async () => {
    const opened = open({ modbusTime: "poll" });
    await until("data", () => opened.samples("speed").length > 0);
    await device.stop();
    await until("the loss in the status", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(
      opened.failures.map(({ code }) => code),
      ["TWIN-SOURCE-040"],
    );
    const count = opened.samples("speed").length;
    await device.start();
    await until("data again", () => opened.samples("speed").length > count);
    await until("a green status", () => opened.lastStatus()?.level === "ok");
  });
});
