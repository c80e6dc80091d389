import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { startSource } from "../../support/live-source.ts";

const row = (tag: string, channel: string, more: object = {}) => ({
  tag,
  channel,
  unit: "",
  scale: 1,
  offset: 0,
  asset: "",
  pointer: "",
  address: 0,
  dataType: "float32",
  wordOrder: "big",
  ...more,
});

const refused = (settings: Record<string, unknown>, code: string, text: RegExp): void => {
  assert.throws(
    () => startSource({ asset: "m1", ...settings }, { assetType: spindleType }),
    (error) => error instanceof TwinError && error.code === code && text.test(error.message),
  );
};

describe("at deploy, a source", () => {
  it("refuses a unit that can't be converted, naming the row", () => {
    refused(
      { tags: [row("a", "speed"), row("b", "torque", { unit: "bar" })] },
      "TWIN-SOURCE-003",
      /Row 2.*b.*TWIN-UNIT-003/,
    );
    refused({ tags: [row("a", "torque", { unit: "Newton" })] }, "TWIN-SOURCE-003", /TWIN-UNIT-002/);
  });
  it("refuses a channel that the asset type does not have, naming those it has", () => {
    refused({ tags: [row("a", "pressure")] }, "TWIN-SOURCE-001", /no channel pressure.*speed, torque/);
  });
  it("refuses states that are not names with numbers, each once", () => {
    for (const states of ["RUN", "RUN=on", "=1", "RUN=1, RUN=2"])
      refused({ tags: [row("a", "speed", { states })] }, "TWIN-SOURCE-004", /Row 1.*speed: states/);
  });
  it("takes texts that name states as their numbers, and refuses others", () => {
    const tags = [row("mode", "speed", { states: "RUN=1, STAND BY=0.5" })];
    const source = startSource({ asset: "m1", tags, batchSamples: 1 }, { assetType: spindleType });
    for (const value of ["STAND BY", "BURNT"])
      source.input({ payload: [{ tag: "mode", value, time: Date.UTC(2025, 0, 1) }] });
    assert.deepEqual(
      source.samples("speed").map(([, value]) => value),
      [0.5],
    );
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-068"],
    );
  });
  it("refuses one tag mapped twice to a channel", () => {
    refused({ tags: [row("a", "speed"), row("a", "speed")] }, "TWIN-SOURCE-002", /Rows 1 and 2/);
  });
  it("refuses a protocol without the tags, address or file that it needs", () => {
    refused({ protocol: "opcua" }, "TWIN-SOURCE-005", /OPC UA/);
    refused({ protocol: "modbus" }, "TWIN-SOURCE-005", /Modbus/);
    refused(
      { protocol: "opcua", opcuaEndpoint: "http://x", tags: [row("a", "speed")] },
      "TWIN-SOURCE-006",
      /opcuaEndpoint/,
    );
    refused({ protocol: "mqtt", mqttTopics: "" }, "TWIN-SOURCE-005", /MQTT/);
    refused({ protocol: "mqtt", mqttTopics: "a/#/b" }, "TWIN-SOURCE-006", /not a topic filter/);
    refused({ protocol: "mqtt", mqttUrl: "localhost" }, "TWIN-SOURCE-006", /mqttUrl/);
    refused({ protocol: "replay" }, "TWIN-SOURCE-006", /replayFile/);
  });
  it("applies scale and offset in the source's unit, then converts", () => {
    const tags = [row("raw", "bearingTemperature", { unit: "[degF]", scale: 0.1, offset: 12 })];
    const source = startSource({ asset: "m1", tags, batchSamples: 1 }, { assetType: spindleType });
    source.input({ payload: [{ tag: "raw", value: 2000, time: Date.UTC(2025, 0, 1) }] });
    assert.ok(Math.abs((source.samples("bearingTemperature")[0]?.[1] ?? 0) - 100) < 1e-9);
  });
  it("with rows, takes their names out of an object and leaves the others", () => {
    const source = startSource({ asset: "m1", tags: [row("rpm", "speed")] }, { assetType: spindleType });
    source.input({ payload: { time: Date.UTC(2025, 0, 1), rpm: 5, note: "x" } });
    source.input({ payload: { time: Date.UTC(2025, 0, 1), note: "x" } });
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-011"],
    );
  });
  it("passes telemetry as it is, and refuses what only looks like it", () => {
    const source = startSource({ asset: "m1" });
    const telemetry = { schema: "twinloom/telemetry@1", asset: "m9", time: 5, values: {} };
    source.input({ payload: telemetry });
    source.input({ payload: { ...telemetry, asset: "" } });
    assert.equal(source.telemetry()[0], telemetry);
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-033"],
    );
  });
  it("answers data on the input of another protocol with an error", async () => {
    const source = startSource({ protocol: "mqtt", mqttUrl: "mqtt://127.0.0.1:1" });
    assert.throws(
      () => source.input({ payload: 1 }),
      (error) => error instanceof TwinError && error.code === "TWIN-SOURCE-031",
    );
    await source.close();
  });
});
