import assert from "node:assert/strict";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { type OpcuaServer, startOpcuaServer } from "../support/opcua-server.ts";
import { startTcpProxy } from "../support/tcp-proxy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);
const NAMES = ["speed", "temperature", "text", "flag", "big"];
const row = (tag: string, channel: string, more: object = {}) => ({
  tag: `nsu=urn:twinloom:test;s=${tag}`,
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

describe("OPC UA source against a real server", () => {
  const home = temporaryFolder();
  let server: OpcuaServer;
  let source: ReturnType<typeof startSource> | undefined;
  let time = T0;

  before(async () => {
    server = await startOpcuaServer(await freePort(), NAMES);
  });
  afterEach(async () => source?.close());
  after(async () => {
    await server.remove();
    home.remove();
  });

  const open = (tags: object[], settings: Record<string, unknown> = {}, password?: string) => {
    const all = { protocol: "opcua", opcuaEndpoint: server.endpoint, asset: "spindle-1", tags, batchMs: 20 };
    const fast = { opcuaSamplingMs: 20, opcuaPublishingMs: 20 };
    source = startSource(
      { ...all, ...fast, ...settings },
      { assetType: spindleType, homeFolder: home.path, ...(password ? { password } : {}) },
    );
    return source;
  };
  const set = (
    name: string,
    value: number | string | boolean | null,
    status: "Good" | "BadSensorFailure" | "UncertainLastUsableValue" = "Good",
  ) => {
    time += 1000;
    server.set({ name, value, timeMs: time, status });
    return time;
  };

  it("takes values with the server's source time, in the channel's unit, with their quality", async () => {
    const first = set("speed", 9000);
    const warm = set("temperature", 212);
    const opened = open([row("speed", "speed"), row("temperature", "bearingTemperature", { unit: "[degF]" })]);
    await until("the first values", () => opened.samples("bearingTemperature").length === 1);
    const second = set("speed", 9001, "UncertainLastUsableValue");
    await until("the second value", () => opened.samples("speed").length === 2);
    const third = set("speed", 9002, "BadSensorFailure");
    await until("the third value", () => opened.samples("speed").length === 3);
    assert.deepEqual(opened.samples("speed"), [
      [first, 9000, 0],
      [second, 9001, 1],
      [third, 9002, 2],
    ]);
    const [temperature] = opened.samples("bearingTemperature");
    assert.equal(temperature?.[0], warm);
    assert.ok(Math.abs((temperature?.[1] ?? 0) - 100) < 1e-9);
    assert.deepEqual(opened.failures, []);
  });

  it("names the tags that the server does not have, and goes on with the others", async () => {
    set("speed", 9100);
    const unknown = { ...row("speed", "motorPower"), tag: "ns=7;s=nowhere" };
    const noSpace = { ...row("speed", "torque"), tag: "nsu=urn:elsewhere;s=speed" };
    const opened = open([unknown, row("speed", "speed"), noSpace]);
    await until("the good tag", () => opened.samples("speed").length === 1);
    await until("both errors", () => opened.failures.length === 2);
    assert.deepEqual(
      opened.failures.map(({ code }) => code),
      ["TWIN-SOURCE-010", "TWIN-SOURCE-010"],
    );
    assert.match(opened.failures.map(({ message }) => message).join(" "), /ns=7;s=nowhere/);
    await until("the status", () => opened.lastStatus()?.text === "2 tags unknown");
  });

  it("refuses a wrong type and a missing value, and reads flags and 64-bit integers", async () => {
    set("text", "fast");
    set("flag", true);
    set("big", 0);
    set("speed", null, "BadSensorFailure");
    const opened = open([
      row("text", "torque"),
      row("flag", "motorPower"),
      row("big", "bearingTemperature"),
      row("speed", "speed"),
    ]);
    await until(
      "flag and integer",
      () => opened.samples("motorPower").length + opened.samples("bearingTemperature").length === 2,
    );
    await until("the refusals", () => opened.refused().length === 2);
    assert.equal(opened.samples("motorPower")[0]?.[1], 1);
    assert.equal(opened.samples("bearingTemperature")[0]?.[1], 0x10 * 2 ** 32 + 5);
    assert.deepEqual(
      opened
        .refused()
        .map(({ code }) => code)
        .sort(),
      ["TWIN-SOURCE-012", "TWIN-SOURCE-020"],
    );
    set("speed", 9200);
    await until("the next good value", () => opened.samples("speed").length === 1);
  });

  it("signs in with user and password, and says when they are refused", async () => {
    set("speed", 9300);
    const wrong = open([row("speed", "speed")], { user: "operator" }, "wrong");
    await until("the refusal", () => wrong.failures.length > 0);
    assert.equal(wrong.failures[0]?.code, "TWIN-SOURCE-041");
    await wrong.close();
    const right = open([row("speed", "speed")], { user: "operator" }, "right");
    await until("data", () => right.samples("speed").length === 1);
  });

  it("goes on after the server was killed and came back, with each value once", async () => {
    set("speed", 1);
    const opened = open([row("speed", "speed")]);
    await until("data", () => opened.samples("speed").length === 1);
    await server.kill();
    await until("the loss in the status", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
    assert.deepEqual(
      opened.failures.map(({ code }) => code),
      ["TWIN-SOURCE-040"],
    );
    await server.start();
    const back = set("speed", 2);
    await until("data again", () => opened.samples("speed").some(([at]) => at === back));
    const after = set("speed", 3);
    await until("the next value", () => opened.samples("speed").some(([at]) => at === after));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(
      opened
        .samples("speed")
        .map(([, value]) => value)
        .filter((value) => value > 0),
      [1, 2, 3],
    );
    assert.deepEqual(
      opened.refused().filter(({ code }) => code === "TWIN-SOURCE-018"),
      [],
    );
    assert.notEqual(opened.lastStatus()?.level, "error");
  });

  it("keeps one subscription when the network breaks, and loses nothing that happened meanwhile", async () => {
    const proxy = await startTcpProxy(await freePort(), Number(new URL(server.endpoint).port));
    set("speed", 10);
    const opened = open([row("speed", "speed")], { opcuaEndpoint: `opc.tcp://127.0.0.1:${proxy.port}` });
    await until("data", () => opened.samples("speed").length > 0);
    const before = await server.subscriptions();
    for (let round = 1; round <= 2; round++) {
      proxy.cut();
      await until("the loss in the status", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
      set("speed", 10 + round);
      await until(
        "what happened meanwhile",
        () => opened.samples("speed").some(([, value]) => value === 10 + round),
        40_000,
      );
    }
    assert.deepEqual(
      opened.samples("speed").map(([, value]) => value),
      [10, 11, 12],
    );
    assert.deepEqual(opened.refused(), []);
    assert.equal(await server.subscriptions(), before);
    await opened.close();
    await proxy.close();
  });

  it("connects to a server that is started later", async () => {
    await server.kill();
    const opened = open([row("speed", "speed")]);
    await until("the error", () => opened.failures.length > 0);
    assert.equal(opened.failures[0]?.code, "TWIN-SOURCE-040");
    await server.start();
    set("speed", 5);
    await until("data", () => opened.samples("speed").length > 0);
  });
});
