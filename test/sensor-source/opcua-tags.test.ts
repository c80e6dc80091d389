import assert from "node:assert/strict";
import { join } from "node:path";
import type { Point } from "../../nodes/kit/store.ts";
import { type AsyncuaServer, asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { opcuaRow } from "../support/opcua-row.ts";
import { startOpcuaServer } from "../support/opcua-server.ts";
import { startTcpProxy } from "../support/tcp-proxy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const T0 = Date.UTC(2026, 0, 1);

describe("tags of an OPC UA server", () => {
  const folder = temporaryFolder();
  let source: ReturnType<typeof startSource> | undefined;
  afterEach(async () => source?.close());
  after(() => folder.remove());

  const open = (opcuaEndpoint: string, tags: object[], settings: object = {}, options: object = {}) => {
    const fast = { opcuaSamplingMs: 20, opcuaPublishingMs: 50, batchMs: 20, missingTime: "receive" };
    source = startSource(
      { protocol: "opcua", asset: "m", opcuaEndpoint, tags, ...fast, ...settings },
      { homeFolder: folder.path, ...options },
    );
    return source;
  };

  it("are monitored by the thousand, and a small change inside of its deadband is not sent", async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `n${i}`);
    const server = await startOpcuaServer(await freePort(), names);
    for (const name of names) server.set({ name, value: 1, timeMs: T0 });
    const rows = names.map((name, i) => opcuaRow(name, name, i === 0 ? { deadband: 10 } : {}));
    const opened = open(server.endpoint, rows);
    await until("all of them", () => names.every((name) => opened.samples(name).length === 1));
    for (const name of ["n0", "n999"]) server.set({ name, value: 5, timeMs: T0 + 1000 });
    await until("the change", () => opened.samples("n999").length === 2);
    server.set({ name: "n0", value: 50, timeMs: T0 + 2000 });
    await until("the large change", () => opened.samples("n0").length === 2);
    assert.deepEqual(opened.samples("n0"), [
      [T0, 1, 0],
      [T0 + 2000, 50, 0],
    ]);
    assert.deepEqual(opened.failures, []);
    assert.equal(await server.subscriptions(), 1);
    await server.remove();
  });

  it("whose deadband the server refuses are told, and the others go on", async () => {
    const server = await startOpcuaServer(await freePort(), ["speed", "text"]);
    server.set({ name: "speed", value: 1, timeMs: T0 });
    server.set({ name: "text", value: "RUN", timeMs: T0 });
    const rows = [opcuaRow("text", "text", { deadband: 1 }), opcuaRow("speed", "speed")];
    const opened = open(server.endpoint, rows);
    await until("the refusal", () => opened.failures.some(({ code }) => code === "TWIN-SOURCE-066"));
    await until("the other", () => opened.samples("speed").length === 1);
    await server.remove();
  });

  describe("of another make", () => {
    let server: AsyncuaServer;
    before(async function () {
      const python = await asyncuaPython();
      if (!python) return this.skip();
      server = await startAsyncuaServer(python, await freePort(), join(folder.path, "asyncua"));
    });
    after(async () => server?.kill());

    it("become numbers: elements of arrays, enums, 64-bit integers, booleans, and texts that name states", async () => {
      const opened = open(server.endpoint, [
        opcuaRow("bands", "second", { element: "1" }),
        opcuaRow("bands", "ninth", { element: "8" }),
        opcuaRow("bands", "whole"),
        opcuaRow("state", "state"),
        opcuaRow("big", "big"),
        opcuaRow("word", "word"),
        opcuaRow("mode", "mode"),
        opcuaRow("flag", "flag"),
        opcuaRow("text", "text", { states: "STOP=0, RUN=1" }),
      ]);
      const value = (channel: string) => opened.samples(channel).at(-1)?.[1];
      await until("the numbers", () =>
        ["second", "state", "big", "word", "mode", "flag", "text"].every((one) => value(one) !== undefined),
      );
      assert.deepEqual(["second", "state", "big", "word", "mode", "flag", "text", "ninth", "whole"].map(value), [
        2.5,
        1,
        2 ** 40 + 5,
        2 ** 63 + 2 ** 20,
        2,
        1,
        1,
        undefined,
        undefined,
      ]);
      assert.deepEqual(opened.samples("big").at(-1)?.[2], 0);
      assert.deepEqual(opened.samples("word").at(-1)?.[2], 1, "beyond 2^53 it is rounded");
      assert.deepEqual(
        opened.failures
          .filter(({ code }) => code === "TWIN-SOURCE-081")
          .map(({ message }) => message.includes("s=word")),
        [true],
      );
      await server.set("text", "BURNT", Date.now());
      await until("the refusals", () => new Set(opened.refused().map(({ code }) => code)).size === 3);
      assert.deepEqual([...new Set(opened.refused().map(({ code }) => code))].sort(), [
        "TWIN-SOURCE-012",
        "TWIN-SOURCE-067",
        "TWIN-SOURCE-068",
      ]);
    });

    it("keep the server's source time and its status as good, uncertain or bad", async () => {
      const opened = open(server.endpoint, [opcuaRow("temperature", "temperature")]);
      await until("data", () => opened.samples("temperature").length > 0);
      const t0 = Date.now();
      const sent = ["Good", "UncertainLastUsableValue", "GoodLocalOverride"];
      for (const [i, status] of sent.entries()) {
        await server.set("temperature", 50 + i, t0 + i, status);
        await until(status, () => opened.samples("temperature").some(([at]) => at === t0 + i));
      }
      const since = opened.samples("temperature").filter(([at]) => at >= t0);
      assert.deepEqual(since, [
        [t0, 50, 0],
        [t0 + 1, 51, 1],
        [t0 + 2, 52, 0],
      ]);
      // asyncua sends no value with a bad status
      await server.set("temperature", 53, t0 + 3, "BadSensorFailure");
      await until("the refusal", () => opened.refused().some(({ code }) => code === "TWIN-SOURCE-020"));
    });

    it("lose nothing in an outage that the server's history has, and store each value once", async () => {
      // the server's first value has the time of its start, so that later ones must be later than that
      const t0 = Date.now();
      const proxy = await startTcpProxy(await freePort(), server.port);
      const written = new Map<number, number[]>();
      const write = async (points: readonly Point[]): Promise<void> => {
        for (const { fields, timeMs } of points)
          written.set(timeMs, [...(written.get(timeMs) ?? []), Number(fields["value"])]);
      };
      await server.set("speed", 100, t0);
      const opened = open(
        `opc.tcp://127.0.0.1:${proxy.port}/`,
        [opcuaRow("speed", "speed")],
        { opcuaQueueSize: 1 },
        { store: { write } },
      );
      await until("data", () => opened.samples("speed").length === 1);
      proxy.refuse(true);
      await until("the loss", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
      for (let i = 1; i <= 40; i++) await server.set("speed", 100 + i, t0 + i * 100);
      proxy.refuse(false);
      await until("the last value", () => written.has(t0 + 4000));
      await until("the missed values", () => written.size === 41);
      const times = [...written.keys()].sort((a, b) => a - b);
      assert.deepEqual(
        times,
        Array.from({ length: 41 }, (_, i) => t0 + i * 100),
      );
      for (const [timeMs, values] of written) {
        assert.deepEqual(new Set(values), new Set([100 + (timeMs - t0) / 100]), "a time has one value");
      }
      assert.deepEqual(opened.refused(), []);
      await proxy.close();
    });

    it("come again within a minute where the link went half open, by one subscription", async () => {
      const proxy = await startTcpProxy(await freePort(), server.port);
      const opened = open(`opc.tcp://127.0.0.1:${proxy.port}/`, [opcuaRow("state", "state")]);
      await until("data", () => opened.samples("state").length === 1);
      proxy.stall(true);
      await until("the loss", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
      proxy.stall(false);
      await server.set("state", 7, Date.now());
      await until("data again", () => opened.samples("state").some(([, value]) => value === 7));
      await until("the status", () => opened.lastStatus()?.level === "ok");
      assert.equal(opened.samples("state").filter(([, value]) => value === 7).length, 1);
      await proxy.close();
    });
  });
});
