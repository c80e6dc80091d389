import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";
import { addToFlow, offeredBy } from "../../../models/templates/add-to-flow.ts";
import { instantiate } from "../../../models/templates/instantiate.ts";
import { templateNamed } from "../../../models/templates/templates.ts";
import { checkFlow } from "../../../scripts/revisions/check-flow.ts";
import { plantDefaults } from "../../../scripts/start/plant-defaults.ts";

const root = join(import.meta.dirname, "../../..");
const nodesOf = (file: string): FlowNode[] => JSON.parse(readFileSync(join(root, file), "utf8"));
const demo = [...nodesOf("flows/plant.json"), ...nodesOf("dashboards/operator-pages.json")];
const life = templateNamed("pump-remaining-life");
const idsOf = (flow: readonly FlowNode[]): string[] => flow.map(({ id }) => id);

/** What the pages ask of the machine of each template. */
const ASKED = [
  ["pump-condition-monitoring", ["twins"]],
  ["pump-remaining-life", ["twins", "orders"]],
  ["pump-what-if", ["twins", "whatif"]],
  ["pump-set-points", ["twins", "whatif", "setpoints"]],
  ["any-set-points", ["twins", "setpoints"]],
] as const;

describe("a template in a flow that is there", () => {
  before(() => {
    for (const [name, value] of Object.entries(plantDefaults({}))) process.env[name] ??= value;
  });

  it("uses the store and the operator pages that are there, and all of it passes the checks", async () => {
    const offered = offeredBy(demo, "other.db");
    assert.deepEqual(offered, { store: "tl-store", pages: "tl-news-in" });
    const made = instantiate(life, { ...offered, asset: "pump-7" });
    const flow = addToFlow(demo, made, "pump-7", false);
    assert.equal(flow.length, demo.length + made.length);
    assert.ok(made.every(({ type }) => type !== "twinloom-store"));
    const pages = flow.find(({ id }) => id === "tl-news-in");
    const out = made.find(({ type, name }) => type === "link out" && name === "to the operator pages");
    assert.ok(Array.isArray(pages?.["links"]) && pages["links"].includes(out?.id));
    assert.deepEqual(await checkFlow(flow), []);
  });

  it("names a store or pages that are not there, and those that are", () => {
    for (const [named, message] of [
      [{ pages: "nope" }, /pages names nope.*link in of the flow.*tl-news-in/s],
      [{ store: "nope" }, /store names nope.*tl-store/s],
    ] as const) {
      const made = instantiate(life, { ...offeredBy(demo, ""), ...named, asset: "pump-7" });
      assert.throws(() => addToFlow(demo, made, "pump-7", false), { code: "TWIN-TEMPLATE-023", message });
    }
  });

  it("is asked by the operator pages, also where these were imported under other ids", () => {
    const others = demo.map((node) =>
      node.z === "tl-pages" && node.type === "link out" ? { ...node, id: `x-${node.id}` } : node,
    );
    for (const [template, questions] of ASKED) {
      for (const [there, prefix] of [
        [demo, ""],
        [others, "x-"],
      ] as const) {
        const made = instantiate(templateNamed(template), { ...offeredBy(there, ""), asset: "m-7" });
        const flow = addToFlow(there, made, "m-7", false);
        const ins = flow.filter(({ type, z }) => type === "link in" && z === made.find((n) => n.type === "tab")?.id);
        const links = ins.flatMap(({ name, links }) => (name === "maintenance done" ? [] : Object(links)));
        assert.deepEqual(
          links,
          questions.map((question) => `${prefix}tl-pages-to-${question}`),
          template,
        );
        for (const out of links) {
          const names = Object(flow.find(({ id }) => id === out)?.["links"]);
          assert.ok(
            ins.some(({ id }) => names.includes(id)),
            `${out} does not name its other end`,
          );
        }
      }
    }
  });

  it("changes nothing else of the flow", () => {
    const flow = addToFlow(demo, instantiate(life, { asset: "pump-7" }), "pump-7", false);
    assert.deepEqual(flow.slice(0, demo.length), demo);
  });

  it("is refused where the asset is wired by hand, and with that stays refused", () => {
    const made = instantiate(life, {});
    assert.throws(() => addToFlow(demo, made, "pump-1", false), { code: "TWIN-TEMPLATE-015", message: /Pump 1/ });
    assert.throws(() => addToFlow(demo, made, "pump-1", true), { code: "TWIN-TEMPLATE-015" });
  });

  it("takes the place of another template for the asset where that is wanted, and leaves nothing of it", () => {
    const offered = offeredBy(demo, "");
    const first = instantiate(life, { ...offered, asset: "pump-7" });
    const with7 = addToFlow(demo, first, "pump-7", false);
    const second = instantiate(templateNamed("pump-what-if"), { ...offered, asset: "pump-7" });
    assert.throws(() => addToFlow(with7, second, "pump-7", false), { code: "TWIN-TEMPLATE-015" });
    const flow = addToFlow(with7, second, "pump-7", true);
    assert.deepEqual(idsOf(flow), [...idsOf(demo), ...idsOf(second)]);
    const left = new Set(idsOf(first));
    assert.ok(!flow.some(({ links }) => Array.isArray(links) && links.some((id) => left.has(String(id)))));
  });

  it("shares the store of the same file with the one before", () => {
    const one = instantiate(life, { asset: "a" });
    const both = addToFlow(one, instantiate(life, { asset: "b" }), "b", false);
    assert.equal(both.filter(({ type }) => type === "twinloom-store").length, 1);
    assert.equal(new Set(idsOf(both)).size, both.length);
  });
});
