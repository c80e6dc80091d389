import assert from "node:assert/strict";
import { isByMachine } from "../../../models/backtest/is-by-machine.ts";
import { isEar, prepareFlow, STORE_FILE } from "../../../models/backtest/prepare-flow.ts";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";

const at = (id: string, type: string, more: object = {}): FlowNode => ({ id, type, z: "t", wires: [[]], ...more });
const tab = { id: "t", type: "tab" };
const prepare = (...nodes: FlowNode[]) => prepareFlow([tab, ...nodes]);
const nodeOf = (flow: { readonly nodes: readonly FlowNode[] }, id: string): FlowNode =>
  flow.nodes.find((node) => node.id === id) ?? assert.fail(`no node ${id}`);

describe("a flow that is made ready for history", () => {
  it("takes telemetry from the wire, and keeps what it writes to itself", () => {
    const flow = prepare(
      at("s", "twinloom-sensor-source", {
        protocol: "opcua",
        tags: [{ tag: "a" }],
        store: "db",
        asset: "p1",
        assetType: "ty",
      }),
      { id: "db", type: "twinloom-store", driver: "influx2", file: "live.db" },
      at("o", "twinloom-work-order-sink", { endpoint: "http://cmms" }),
    );
    assert.deepEqual([nodeOf(flow, "s")["protocol"], nodeOf(flow, "s")["store"]], ["wire", ""]);
    assert.deepEqual([nodeOf(flow, "db")["driver"], nodeOf(flow, "db")["file"]], ["embedded", STORE_FILE]);
    assert.equal(nodeOf(flow, "o")["endpoint"], "");
    assert.deepEqual(flow.inlets, [{ id: "s", asset: "p1", assetType: "ty" }]);
  });

  it("silences and names what would reach out", () => {
    const types = [
      "mqtt out",
      "mqtt in",
      "http request",
      "tcp out",
      "exec",
      "file",
      "modbus-write",
      "OpcUa-Client",
      "inject",
    ];
    const flow = prepare(...types.map((type, i) => at(`n${i}`, type)));
    for (const [i] of types.entries()) assert.equal(nodeOf(flow, `n${i}`).type, "debug");
    assert.deepEqual(
      flow.muted.map(({ type }) => type),
      types,
    );
  });

  it("hears the decisions of every tab beside what they were wired to", () => {
    const flow = prepare(at("r", "twinloom-rul-predictor", { wires: [["x"]] }), at("w", "twinloom-twin-state"));
    const wires = nodeOf(flow, "r")["wires"] as string[][];
    assert.equal(wires[0]?.[0], "x");
    assert.ok(isEar(wires[0]?.[1] ?? ""));
    assert.ok(isEar((nodeOf(flow, "w")["wires"] as string[][])[2]?.[0] ?? ""));
    assert.ok(flow.nodes.some(({ id }) => isEar(id)));
  });

  it("leaves out what is disabled", () => {
    const off = { id: "off", type: "tab", disabled: true };
    const flow = prepareFlow([
      tab,
      off,
      at("a", "change", { d: true }),
      at("b", "change", { z: "off" }),
      at("c", "change"),
    ]);
    assert.deepEqual(
      flow.nodes.map(({ id }) => id).filter((id) => !isEar(id)),
      ["t", "c"],
    );
  });

  for (const [func, reason] of [
    ["return Math.random()", /random/],
    ["msg.t = Date.now(); return msg", /clock/],
    ["msg.t = new Date( ); return msg", /clock/],
    ["const x = await fetch('http://a')", /reaches out/],
  ] as const) {
    it(`names a function node whose code is: ${func}`, () => {
      assert.match(prepare(at("f", "function", { func })).doubts[0]?.reason ?? "", reason);
    });
  }

  it("has nothing against code that only reckons, nor against comments", () => {
    const func =
      "// Date.now() is not used\n/* nor Math.random() */ msg.payload = new Date(msg.time).getHours(); return msg;";
    assert.deepEqual(prepare(at("f", "function", { func })).doubts, []);
    assert.deepEqual(prepare(at("d", "delay"), at("t", "trigger", { op2type: "pay" })).doubts, []);
  });

  it("names nodes that draw lots or tell this machine's time by their settings", () => {
    const doubts = (type: string, more: object) =>
      prepare(at("x", type, more))
        .doubts.map(({ reason }) => reason)
        .join();
    assert.match(doubts("delay", { pauseType: "random" }), /random/);
    assert.match(doubts("trigger", { op2type: "date" }), /clock/);
    assert.match(doubts("change", { rules: [{ t: "set", p: "at", to: "", tot: "date" }] }), /clock/);
  });

  it("lets machines run apart only where no node keeps something for all of them", () => {
    const set = (pt: string) => at("c", "change", { rules: [{ t: "set", p: "last", pt, to: "payload", tot: "msg" }] });
    const apart = (...nodes: FlowNode[]) => isByMachine([tab, at("s", "twinloom-sensor-source"), ...nodes]);
    assert.deepEqual(
      [apart(), apart(set("msg")), apart(set("flow")), apart(set("global"))],
      [true, true, false, false],
    );
    assert.deepEqual([apart(at("f", "function")), apart(at("w", "switch", { propertyType: "flow" }))], [false, false]);
    assert.equal(apart(at("w", "switch", { rules: [{ t: "gt", v: "", vt: "prev" }] })), false);
  });

  it("gives single scans to a source that a node of another palette listens to, also by a link", () => {
    const source = (...to: string[]) => at("s", "twinloom-sensor-source", { wires: [to, []] });
    const link = [at("o", "link out", { mode: "link", links: ["i"] }), at("i", "link in", { wires: [["f"]] })];
    const own = [at("x", "twinloom-feature-extractor"), at("d", "debug"), at("m", "mqtt out")];
    assert.deepEqual(prepare(source("x", "d", "m"), ...own).scanned, []);
    assert.deepEqual(prepare(source("x", "o"), ...own, ...link, at("f", "function")).scanned, ["s"]);
  });
});
