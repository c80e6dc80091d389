import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { flowRevision } from "../../../nodes/kit/flow-revision.ts";
import type { Red } from "../../../nodes/kit/red.ts";

const redWith = (flow: Record<string, unknown>[]) => {
  const events = new EventEmitter();
  const red = {
    events,
    nodes: { eachNode: (visit: (config: Record<string, unknown>) => void) => flow.forEach(visit) },
  } as unknown as Red;
  return { red, flow, events };
};

const pump = { id: "a", type: "twinloom-twin-state", z: "t", x: 10, y: 20, wires: [["b"]], alarmHours: 4 };
const comment = { id: "c", type: "comment", z: "t", name: "Read me" };

const revisionOf = (...flow: Record<string, unknown>[]): string => flowRevision(redWith(flow).red);

describe("the revision of a flow", () => {
  it("is the same wherever its nodes are drawn, grouped and explained", () => {
    assert.equal(revisionOf(pump, comment), revisionOf({ ...pump, x: 500, g: "g1", info: "why" }));
  });

  it("is the same in whatever order nodes and settings are written", () => {
    const other = { id: "b", type: "debug", z: "t", wires: [] };
    const turned = Object.fromEntries(Object.entries(pump).reverse());
    assert.equal(revisionOf(pump, other), revisionOf(other, turned));
  });

  it("changes with a setting and with a wire", () => {
    assert.notEqual(revisionOf(pump), revisionOf({ ...pump, alarmHours: 5 }));
    assert.notEqual(revisionOf(pump), revisionOf({ ...pump, wires: [["c"]] }));
  });

  it("is reckoned again after a deploy", () => {
    const { red, flow, events } = redWith([pump]);
    const before = flowRevision(red);
    flow[0] = { ...pump, alarmHours: 5 };
    assert.equal(flowRevision(red), before);
    events.emit("flows:stopping");
    assert.notEqual(flowRevision(red), before);
  });
});
