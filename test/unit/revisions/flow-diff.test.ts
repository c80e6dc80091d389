import assert from "node:assert/strict";
import fc from "fast-check";
import { diffFlows } from "../../../models/revisions/diff-flows.ts";
import { diffText } from "../../../models/revisions/diff-text.ts";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";
import { lineDiff, withContext } from "../../../models/revisions/line-diff.ts";
import { flowWords } from "../../../scripts/revisions/flow-words.ts";

const flow: readonly FlowNode[] = [
  { id: "t", type: "tab", label: "Pump" },
  { id: "type", type: "twinloom-asset-type", name: "pump type" },
  { id: "fan", type: "twinloom-asset-type", name: "fan type" },
  {
    ...{ id: "a", type: "twinloom-twin-state", z: "t", x: 1, y: 1, name: "pump twin" },
    ...{ assetType: "type", onDelaySeconds: 0, alarmsOnlyRunning: true, wires: [["f"]] },
  },
  {
    id: "f",
    type: "function",
    z: "t",
    x: 1,
    y: 1,
    name: "sum",
    func: "let a = 1;\nlet b = 2;\nreturn a;",
    wires: [[]],
  },
  { id: "d", type: "debug", z: "t", x: 1, y: 1, name: "", wires: [] },
];

const changed = (id: string, fields: object): FlowNode[] =>
  flow.map((node) => (node.id === id ? { ...node, ...fields } : node));

describe("the comparison of two revisions", () => {
  const words = flowWords();
  const told = async (after: readonly FlowNode[], before = flow) => diffText(diffFlows(before, after, await words));

  it("tells settings by the words and units of the form", async () => {
    assert.deepEqual(await told(changed("a", { onDelaySeconds: 60, alarmsOnlyRunning: false, assetType: "fan" })), [
      "Pump",
      "  ~ pump twin (twin state)",
      "      Asset type: pump type -> fan type",
      "      Raise after: 0 s -> 60 s",
      "      Alarms only while it runs: yes -> no",
    ]);
  });

  it("tells wires by the names of what they lead to", async () => {
    assert.deepEqual(await told(changed("a", { wires: [["d"], ["f"]] })), [
      "Pump",
      "  ~ pump twin (twin state)",
      "      output 1 no longer goes to sum",
      "      output 1 goes to debug",
      "      output 2 goes to sum",
    ]);
  });

  it("tells of wires in another order, in which messages go out", async () => {
    const before = changed("a", { wires: [["f", "d"]] });
    assert.deepEqual((await told(changed("a", { wires: [["d", "f"]] }), before)).slice(2), [
      "      output 1 sends first to debug",
    ]);
  });

  it("tells code line by line", async () => {
    const after = changed("f", { func: "let a = 1;\nlet b = 3;\nreturn a;" });
    assert.deepEqual((await told(after)).slice(2), [
      "      Function:",
      "          let a = 1;",
      "        - let b = 2;",
      "        + let b = 3;",
      "          return a;",
    ]);
  });

  it("tells what came and what went", async () => {
    const after = [
      ...flow.filter(({ id }) => id !== "d"),
      { id: "n", type: "twinloom-store", name: "mine", file: "x.db", configVersion: 1 },
    ];
    const lines = await told(after);
    assert.deepEqual(lines.slice(0, 2), ["Configuration", "  + mine (twin store)"]);
    assert.ok(lines.includes("  - debug"));
    assert.ok(!lines.some((line) => line.includes("->")), "what is new was nothing else before");
  });

  it("takes a setting that is missing for its default", async () => {
    assert.deepEqual(await told(changed("a", { deadbandPercent: 5 })), ["Nothing has changed"]);
    assert.deepEqual((await told(changed("a", { deadbandPercent: 6 }))).slice(2), [
      "      Deadband: 5 % of range -> 6 % of range",
    ]);
  });

  it("says nothing of a change where something was only moved, and counts it", async () => {
    assert.deepEqual(await told(changed("a", { x: 500 })), ["Only drawn in another way: pump twin"]);
    assert.deepEqual(await told(flow.toReversed()), ["Nothing has changed"]);
  });

  it("finds the lines that lead from one text to the other, and no more of them than needed", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after);
        const side = (sign: string) => diff.filter((line) => line.sign !== sign).map(({ text }) => text);
        assert.deepEqual([side("+"), side("-")], [before, after]);
        assert.ok(before.join() !== after.join() || diff.every(({ sign }) => sign === " "));
      }),
    );
    assert.equal(lineDiff(["a", "b", "c"], ["b", "c", "d"]).filter(({ sign }) => sign !== " ").length, 2);
  });

  it("shows only the lines near to a change", () => {
    const before = Array.from({ length: 9 }, (_, i) => `${i}`);
    const near = withContext(lineDiff(before, before.with(4, "x")), 1).map(({ sign, text }) => sign + text);
    assert.deepEqual(near, [" …", " 3", "-4", "+x", " 5", " …"]);
  });
});
