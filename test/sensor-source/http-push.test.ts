import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { InfluxDB, Point } from "@influxdata/influxdb-client";
import fc from "fast-check";
import { createFlowTap, type FlowTap } from "../support/flow-tap.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { anyPush } from "./any-push.ts";

const TOKEN = "a-token-of-the-plant";
const T0 = Date.UTC(2026, 0, 1);

const flow = (storeFile: string) => [
  { id: "t", type: "tab", label: "t" },
  { id: "s", type: "twinloom-store", name: "", configVersion: 1, driver: "embedded", file: storeFile },
  {
    ...{
      id: "n1",
      type: "twinloom-sensor-source",
      z: "t",
      x: 1,
      y: 1,
      wires: [["out"], []],
      name: "",
      configVersion: 1,
    },
    ...{ protocol: "push", pushPath: "line1", asset: "", store: "s", batchMs: 20, pushMaxKb: 64, pushAssetTag: "host" },
    credentials: { token: TOKEN },
  },
  { id: "out", type: "link out", z: "t", mode: "link", links: ["tap-in"], wires: [] },
];

describe("HTTP push into a running Node-RED", () => {
  const folder = temporaryFolder();
  let red: RunningNodeRed;
  let tap: FlowTap;
  let address = "";

  before(async () => {
    tap = createFlowTap(folder.path, ["out"], {});
    red = await startNodeRed();
    await red.deploy(tap.into(flow(`${folder.path}/store.db`)));
    address = `${red.url}/twinloom/push/line1`;
    await until("the source", () => red.log().split("Started flows").length > 2);
  });
  after(async () => {
    await red?.stop();
    folder.remove();
  });

  const push = (body: string | Buffer, headers: Record<string, string> = {}, at = ""): Promise<Response> =>
    fetch(address + at, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/plain", ...headers },
      body,
    });
  /** Newest values of an asset, over all its messages. */
  const valuesOf = (asset: string): Record<string, number> =>
    Object.assign({}, ...tap.heard().flatMap(({ payload }) => (payload?.asset === asset ? [payload.values] : [])));

  it("takes JSON, as an object and as a list, and answers 204", async () => {
    const one = await push(JSON.stringify({ asset: "m1", time: T0, values: { speed: 1480 } }));
    assert.equal(one.status, 204, await one.text());
    const list = [
      { asset: "m1", channel: "torque", value: 5, time: T0 },
      { asset: "m1", time: T0 + 1, flow: 7 },
    ];
    const many = await push(JSON.stringify(list), { "content-type": "application/json" });
    assert.equal(many.status, 204, await many.text());
    await until("the values", () => Object.keys(valuesOf("m1")).length === 3);
    assert.deepEqual(valuesOf("m1"), { speed: 1480, torque: 5, flow: 7 });
  });

  it("takes what InfluxDB's own client writes", async () => {
    const influx = new InfluxDB({ url: address, token: TOKEN }).getWriteApi("plant", "bucket", "ms");
    influx.writePoint(new Point("pump").tag("host", "m2").floatField("head pressure", 3.5).timestamp(T0));
    influx.writePoint(new Point("pump").tag("host", "m2").intField("starts", 12).timestamp(T0));
    await influx.close();
    await until("the values", () => Object.keys(valuesOf("m2")).length === 2);
    assert.deepEqual(valuesOf("m2"), { "head pressure": 3.5, starts: 12 });
  });

  it("takes line protocol in nanoseconds from curl, packed by gzip", async () => {
    const line = `pump,host=m3 value=2.5 ${T0}000000\n`;
    const sent = await push(gzipSync(line), { "content-encoding": "gzip" }, "/write");
    assert.equal(sent.status, 204, await sent.text());
    const args = ["-sS", "-o", "-", "-w", "%{http_code}", "-H", `Authorization: Token ${TOKEN}`];
    const data = ["-H", "Content-Type: text/plain", "--data-binary", `fan,host=m3 value=4 ${T0 / 1000}`];
    const { stdout } = await promisify(execFile)("curl", [...args, ...data, `${address}/api/v2/write?precision=s`]);
    assert.equal(stdout, "204");
    await until("the values", () => Object.keys(valuesOf("m3")).length === 2);
    assert.deepEqual(valuesOf("m3"), { pump: 2.5, fan: 4 });
    const [message] = tap.heard().filter(({ payload }) => payload?.asset === "m3");
    assert.equal(message?.payload.time, T0);
  });

  it("names the lines that it can't take, and takes the others", async () => {
    const lines = [`a,host=m4 v=1 ${T0}`, "nonsense", `a,host=m4 w=2 ${T0}`, "a,host=m4 x=3 5"];
    const answer = await push(lines.join("\n"), {}, "/api/v2/write?precision=ms");
    assert.equal(answer.status, 400);
    const { code, line, errors } = JSON.parse(await answer.text());
    assert.deepEqual([code, line], ["invalid", 2]);
    assert.deepEqual(
      errors.map((error: { code: string; line: number }) => [error.line, error.code]),
      [
        [2, "TWIN-SOURCE-082"],
        [4, "TWIN-SOURCE-016"],
      ],
    );
    await until("the others", () => Object.keys(valuesOf("m4")).length === 2);
  });

  it("takes readings after it was deployed again", async () => {
    await red.deploy(tap.into(flow(`${folder.path}/store.db`)));
    await until("the source", () => red.log().split("Started flows").length > 3);
    const answer = await push(JSON.stringify({ asset: "m6", time: T0, values: { speed: 1 } }));
    assert.equal(answer.status, 204, await answer.text());
  });

  it("takes what is sent twice as one", async () => {
    const body = JSON.stringify({ asset: "m5", time: T0, values: { speed: 1 } });
    assert.equal((await push(body)).status, 204);
    assert.equal((await push(body)).status, 204);
  });

  it("answers whatever it is sent with a status that tells whose fault it is, and takes the next good one", async () => {
    const heard = fc.asyncProperty(anyPush, fc.nat(), async ({ body, headers, at }, n) => {
      const answer = await push(body, { connection: "close", ...headers }, at);
      const said = await answer.text();
      assert.ok([204, 400, 413, 415].includes(answer.status), `${answer.status} ${said}`);
      if (answer.status !== 204 && said.startsWith("{")) {
        const { code, message } = JSON.parse(said);
        assert.ok(typeof code === "string" && typeof message === "string" && message !== "", said);
      }
      const good = await push(JSON.stringify({ asset: "m8", time: T0 + n, values: { speed: n } }));
      assert.equal(good.status, 204, await good.text());
    });
    await fc.assert(heard, { numRuns: 40 });
    assert.doesNotMatch(red.log(), /uncaught|unhandled|\b(Type|Range|Reference)Error/i);
    assert.equal(Object.hasOwn(Object.prototype, "admin"), false);
  });

  it("takes every line that InfluxDB's client makes of numbers, and names each one that holds a text", async () => {
    const field = fc.constantFrom("head pressure", "flow,rate", "a=b", "speed");
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({ number, isText: false })),
      fc.string().map((text) => ({ text, isText: true })),
    );
    const sent = fc.asyncProperty(fc.array(fc.tuple(field, value), { minLength: 1, maxLength: 6 }), async (all) => {
      const lines = all.map(([name, one], i) => {
        const point = new Point("pump").tag("host", "m9 é, =").timestamp(T0 + i);
        return "text" in one ? point.stringField(name, one.text) : point.floatField(name, one.number);
      });
      const body = lines.map((line) => line.toLineProtocol({ convertTime: String })).join("\n");
      const answer = await push(body, {}, "/api/v2/write?precision=ms");
      const said = await answer.text();
      const texts = all.flatMap(([, { isText }], i) => (isText ? [i] : []));
      assert.equal(answer.status, texts.length > 0 ? 400 : 204, said);
      if (texts.length === 0) return;
      const { errors } = JSON.parse(said);
      assert.equal(errors.length, texts.length, said);
      for (const { code } of errors) assert.equal(code, "TWIN-SOURCE-012");
    });
    await fc.assert(sent, { numRuns: 25 });
  });

  for (const [what, status, send] of [
    ["no token", 401, () => push("{}", { authorization: "" })],
    ["a wrong token", 401, () => push("{}", { authorization: "Bearer another-token-of-the-plant" })],
    ["a body that is too large", 413, () => push("x".repeat(65 * 1024))],
    [
      "a small body that unpacks to a large one",
      413,
      () => push(gzipSync("x".repeat(1e6)), { "content-encoding": "gzip" }),
    ],
    ["a body that is not packed as it says", 400, () => push("plain", { "content-encoding": "gzip" })],
    ["another packing", 415, () => push("plain", { "content-encoding": "br" })],
    ["JSON that is cut off", 400, () => push('{"time": 1')],
    ["a precision that is none", 400, () => push("a v=1 1", {}, "/write?precision=weeks")],
    [
      "a form, which is no text any more",
      415,
      () => push("a=1", { "content-type": "application/x-www-form-urlencoded" }),
    ],
    ["another method", 405, () => fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } })],
    ["another address", 404, () => fetch(`${red.url}/twinloom/push/nowhere`, { method: "POST" })],
  ] as const) {
    it(`answers ${status} to ${what}`, async () => assert.equal((await send()).status, status));
  }
});
