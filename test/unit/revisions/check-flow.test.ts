import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type FlowNode, isFlowNode } from "../../../models/revisions/flow-node.ts";
import { checkFlow } from "../../../scripts/revisions/check-flow.ts";
import { plantDefaults } from "../../../scripts/start/plant-defaults.ts";

const root = join(import.meta.dirname, "../../..");
const flow: readonly FlowNode[] = [
  { id: "t", type: "tab", label: "Line" },
  { id: "pump", type: "twinloom-asset-type", name: "pump", kind: "centrifugal-pump" },
  { id: "fan", type: "twinloom-asset-type", name: "fan", kind: "induction-fan" },
  {
    ...{
      id: "s",
      type: "twinloom-sensor-source",
      z: "t",
      name: "source",
      protocol: "wire",
      assetType: "pump",
      wires: [["x"], []],
    },
    tags: [{ tag: "a", channel: "flow", unit: "L/min" }],
  },
  { id: "x", type: "twinloom-feature-extractor", z: "t", name: "features", assetType: "pump", wires: [["w"], []] },
  { id: "w", type: "twinloom-twin-state", z: "t", name: "twin", assetType: "pump", wires: [["r"], [], []] },
  { id: "r", type: "twinloom-rul-predictor", z: "t", name: "life", assetType: "pump", wires: [[]] },
];
const changed = (id: string, fields: object): FlowNode[] =>
  flow.map((node) => (node.id === id ? { ...node, ...fields } : node));

describe("the check of a flow before it is deployed", () => {
  before(() => {
    for (const [name, value] of Object.entries(plantDefaults({}))) process.env[name] ??= value;
  });

  it("has nothing against the flows that ship", async () => {
    const files = globSync(["flows/*.json", "nodes/*/example.json", "dashboards/*.json"], { cwd: root });
    const flows = files.flatMap((file) => {
      const nodes: unknown = JSON.parse(readFileSync(join(root, file), "utf8"));
      return Array.isArray(nodes) && nodes.every(isFlowNode) ? [{ file, nodes }] : [];
    });
    assert.ok(flows.length >= 10);
    const plant = flows.find(({ file }) => file.endsWith("plant.json"))?.nodes ?? [];
    for (const { file, nodes } of flows) {
      // the operator pages read the plant's store
      const whole = file.startsWith("dashboards") ? [...plant, ...nodes] : nodes;
      assert.deepEqual(await checkFlow(whole), [], file);
    }
  });

  it("has nothing against a flow that fits", async () => {
    assert.deepEqual(await checkFlow(flow), []);
  });

  for (const [what, id, fields, complaint] of [
    [
      "a setting that is missing",
      "w",
      { assetType: "" },
      /^twin \(Line\): TWIN-KIT-001: .*Asset type.* must not be empty/,
    ],
    ["a setting out of its range", "w", { deadbandPercent: 70 }, /^twin \(Line\): TWIN-KIT-001: .*Deadband/],
    [
      "a reference to what isn't there",
      "w",
      { store: "gone" },
      /^twin \(Line\): Store: there is no twinloom-store gone/,
    ],
    [
      "such a reference beside a variable that is not known here",
      "w",
      { store: "gone", onDelaySeconds: `\${ONLY_THE_PLANT_KNOWS}` },
      /^twin \(Line\): Store: there is no twinloom-store gone/,
    ],
    ["an unknown asset type", "fan", { kind: "own", definition: "{" }, /^fan: TWIN-TYPE-001/],
    [
      "a folder of models that isn't there",
      "r",
      { modelFolder: "/nowhere/models" },
      /^life \(Line\): .* \/nowhere\/models/,
    ],
    [
      "messages that the next node does not take",
      "s",
      { wires: [["r"]] },
      /^source \(Line\): output 1 sends twinloom\/telemetry@1 to life, which takes twinloom\/state@1/,
    ],
    [
      "machines of two types on a wire",
      "s",
      { assetType: "fan", tags: [] },
      /^source \(Line\): is of the asset type induction-fan, and wired to features of centrifugal-pump/,
    ],
    [
      "a unit that can't be converted",
      "s",
      { tags: [{ tag: "a", channel: "flow", unit: "Cel" }] },
      /^source \(Line\): tag a in Cel, channel flow of centrifugal-pump in m3\/h: TWIN-UNIT/,
    ],
    [
      "such a unit where only the next node names the type",
      "s",
      { assetType: "", tags: [{ tag: "a", channel: "flow", unit: "Cel" }] },
      /tag a in Cel/,
    ],
  ] as const) {
    it(`names ${what}`, async () => {
      const found = await checkFlow(changed(id, fields));
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", complaint);
    });
  }

  it("follows links and junctions, and leaves what is disabled alone", async () => {
    const linked = [
      ...changed("s", { wires: [["o"]] }),
      { id: "o", type: "link out", z: "t", mode: "link", links: ["i"], wires: [] },
      { id: "i", type: "link in", z: "t", wires: [["j"]] },
      { id: "j", type: "junction", z: "t", wires: [["r", "j"]] },
    ];
    assert.match((await checkFlow(linked)).join(), /to life, which takes/);
    assert.deepEqual(await checkFlow(linked.map((node) => (node.id === "r" ? { ...node, d: true } : node))), []);
    assert.deepEqual(await checkFlow(linked.map((node) => (node.id === "t" ? { ...node, disabled: true } : node))), []);
  });
});
