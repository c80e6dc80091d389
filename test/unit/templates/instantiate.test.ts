import assert from "node:assert/strict";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { FlowNode } from "../../../models/revisions/flow-node.ts";
import { instantiate } from "../../../models/templates/instantiate.ts";
import { drawnWidth } from "../../../models/templates/layout.ts";
import { Template } from "../../../models/templates/template.ts";
import { templates } from "../../../models/templates/templates.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";
import { checkFlow } from "../../../scripts/revisions/check-flow.ts";
import { checkSettings } from "../../../scripts/revisions/check-settings.ts";
import { nodeSchemas } from "../../../scripts/revisions/flow-words.ts";
import { plantDefaults } from "../../../scripts/start/plant-defaults.ts";

const anyTemplate = fc.constantFrom(...templates);
/** Names that people give machines, some of which read alike. */
const anyAsset = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9ÄÖÜäöüß][A-Za-z0-9ÄÖÜäöüß ._-]{0,30}$/),
  fc.constantFrom("pump-7", "Pump 7", "PUMP_7", "pump.7", "泵-7", "__proto__"),
);
const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.flat().map(String) : []);
const idsOf = (flow: readonly FlowNode[]): string[] => flow.map(({ id }) => id);
const isStore = ({ type }: FlowNode): boolean => type === "twinloom-store";

describe("a flow made from a template", () => {
  before(() => {
    for (const [name, value] of Object.entries(plantDefaults({}))) process.env[name] ??= value;
  });

  it("is made of templates that are as the schema says, each with a name of its own", () => {
    const check = new Ajv({ strict: false, allErrors: true }).compile(Template);
    for (const template of templates) assert.ok(check(template), `${template.name}: ${JSON.stringify(check.errors)}`);
    assert.equal(new Set(templates.map(({ name }) => name)).size, templates.length);
    for (const { name, parameters } of templates) {
      const names = parameters.map((parameter) => parameter.name);
      assert.equal(new Set(names).size, names.length, name);
    }
  });

  for (const template of templates) {
    it(`passes every check before a deploy with the defaults of ${template.name}`, async () => {
      assert.deepEqual(await checkFlow(instantiate(template, {})), []);
    });
  }

  it("is the same bytes again for the same parameters", () => {
    fc.assert(
      fc.property(anyTemplate, anyAsset, (template, asset) => {
        const [one, two] = [instantiate(template, { asset }), instantiate(template, { asset })];
        assert.equal(JSON.stringify(one), JSON.stringify(two));
      }),
    );
  });

  it("has ids of its own, that no other asset or template has, but for the store of the same file", () => {
    fc.assert(
      fc.property(anyTemplate, anyTemplate, anyAsset, anyAsset, (first, second, one, other) => {
        fc.pre(first !== second || one !== other);
        const mine = instantiate(first, { asset: one });
        const theirs = instantiate(second, { asset: other });
        assert.equal(new Set(idsOf(mine)).size, mine.length);
        const shared = mine.filter(({ id }) => idsOf(theirs).includes(id));
        assert.deepEqual(shared, mine.filter(isStore));
        assert.deepEqual(shared, theirs.filter(isStore));
      }),
    );
  });

  it("has no wire, link, group or reference that leads nowhere", () => {
    fc.assert(
      fc.property(anyTemplate, anyAsset, (template, asset) => {
        const flow = instantiate(template, { asset });
        const ids = new Set(idsOf(flow));
        for (const node of flow) {
          const ends = [...textsOf(node["wires"]), ...textsOf(node["links"]), ...textsOf(node["nodes"])];
          const broker = node.type === "mqtt out" ? node["broker"] : undefined;
          const references = [node["z"], node["g"], node["assetType"], node["store"], broker].filter(
            (id) => id !== undefined,
          );
          for (const id of [...ends, ...references]) assert.ok(ids.has(String(id)), `${node.id} -> ${id}`);
        }
      }),
    );
  });

  it("has settings that each node's own schema takes", async () => {
    const schemas = await nodeSchemas();
    fc.assert(
      fc.property(anyTemplate, anyAsset, fc.integer({ min: 1, max: 10_000 }), (template, asset, windowMinutes) => {
        const flow = instantiate(template, { asset, windowMinutes, storeFile: `${asset}.db` });
        for (const node of flow) assert.deepEqual(checkSettings(node, schemas.get(node.type), flow), [], node.id);
        for (const { kind, definition } of flow.filter(({ type }) => type === "twinloom-asset-type")) {
          readAssetType(String(kind), String(definition), "");
        }
      }),
    );
  });

  it("is drawn without one node over another, each within its frame", () => {
    fc.assert(
      fc.property(anyTemplate, anyAsset, (template, asset) => {
        const flow = instantiate(template, { asset });
        const boxes = flow.flatMap((node) =>
          typeof node["x"] === "number" && node.type !== "group" ? [boxOf(node)] : [],
        );
        for (const [at, one] of boxes.entries()) {
          for (const other of boxes.slice(at + 1)) assert.ok(!overlap(one, other), `${one.id} over ${other.id}`);
        }
        const frames = flow.filter(({ type }) => type === "group").map(frameOf);
        for (const [at, one] of frames.entries()) {
          for (const other of frames.slice(at + 1)) assert.ok(!overlap(one, other), `${one.id} over ${other.id}`);
        }
        for (const node of flow.filter((one) => one["g"] !== undefined)) {
          const frame = frames.find(({ id }) => id === node["g"]);
          assert.ok(frame && isWithin(boxOf(node), frame), node.id);
        }
      }),
    );
  });
});

interface Box {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const NODE_HEIGHT = 30;

const boxOf = (node: FlowNode): Box => {
  const [x, y, width] = [
    Number(node["x"]),
    Number(node["y"]),
    drawnWidth({ type: node.type, name: String(node["name"]) }),
  ];
  const half = NODE_HEIGHT / 2;
  return { id: node.id, left: x - width / 2, right: x + width / 2, top: y - half, bottom: y + half };
};

const frameOf = (node: FlowNode): Box => {
  const [left, top] = [Number(node["x"]), Number(node["y"])];
  return { id: node.id, left, top, right: left + Number(node["w"]), bottom: top + Number(node["h"]) };
};

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
