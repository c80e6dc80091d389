import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { flowMeaning } from "../../../models/revisions/flow-meaning.ts";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";
import { joinFlow } from "../../../models/revisions/join-flow.ts";
import { splitFlow } from "../../../models/revisions/split-flow.ts";

const plant = (): FlowNode[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../flows/plant.json"), "utf8"));

const byId = (nodes: readonly FlowNode[]) => Object.fromEntries(nodes.map((node) => [node.id, node]));

const TYPES = ["tab", "subflow", "group", "comment", "junction", "function", "twinloom-store", "subflow:s"];

const port = fc.record({ x: fc.nat(500), y: fc.nat(500), wires: fc.array(fc.record({ id: fc.string() })) });

const anyNode: fc.Arbitrary<FlowNode> = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 8 }),
    type: fc.constantFrom(...TYPES),
    z: fc.constantFrom("t1", "s1", "a/b", "..", "lost"),
    x: fc.nat(900),
    y: fc.nat(900),
    name: fc.string(),
    wires: fc.array(fc.array(fc.string())),
    in: fc.array(port, { minLength: 1 }),
    status: port,
    settings: fc.jsonValue(),
    info: fc.string(),
  },
  { requiredKeys: ["id", "type"] },
);

const anyFlow = fc.uniqueArray(anyNode, { selector: ({ id }) => id, maxLength: 12 });

describe("a flow as files", () => {
  it("gives back every node with every setting", () => {
    assert.deepEqual(byId(joinFlow(splitFlow(plant()))), byId(plant()));
  });

  it("gives back whatever flow it was given, in the order of its tabs", () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const home = new Set(flow.filter(({ type }) => type === "tab" || type === "subflow").map(({ id }) => id));
        const known = flow.map((node) => (home.has(node.id) ? { ...node, z: undefined } : node));
        const nodes: FlowNode[] = JSON.parse(JSON.stringify(known));
        const joined = joinFlow(splitFlow(nodes));
        assert.deepEqual(byId(joined), byId(nodes));
        const tabs = (all: readonly FlowNode[]) => all.filter(({ type }) => type === "tab").map(({ id }) => id);
        assert.deepEqual(tabs(joined), tabs(nodes));
      }),
    );
  });

  it("is the same bytes whatever the order, and after reading and writing again", () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const nodes: FlowNode[] = JSON.parse(JSON.stringify(flow));
        const files = splitFlow(nodes);
        const joined = joinFlow(files);
        assert.deepEqual([...splitFlow(joined)], [...files]);
        assert.equal(JSON.stringify(joinFlow(splitFlow(joined))), JSON.stringify(joined));
        assert.equal(flowMeaning(joined), flowMeaning(nodes));
      }),
    );
  });

  it("changes no file but the tab's layout when a node is moved", () => {
    const before = splitFlow(plant());
    const moved = plant().map((node) => (node.id === "tl-pump-twin" ? { ...node, x: 7, y: 8 } : node));
    assert.ok(moved.some(({ x }) => x === 7));
    const changed = [...splitFlow(moved)].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    assert.deepEqual(changed, ["layout/tl-pump.json"]);
    assert.equal(flowMeaning(moved), flowMeaning(plant()));
  });

  it("keeps no secret", () => {
    const [first, ...rest] = plant();
    const files = splitFlow([{ ...first, credentials: { password: "geheim" } } as FlowNode, ...rest]);
    assert.ok(![...files.values()].join("").includes("geheim"));
  });

  it("names the file that holds a merge conflict", () => {
    const files = new Map([...splitFlow(plant()), ["tabs/tl-pump.json", "{\n<<<<<<< HEAD\n"]]);
    assert.throws(() => joinFlow(files), /TWIN-REV-001: The flow file tabs\/tl-pump\.json .* merge conflict/);
  });
});
