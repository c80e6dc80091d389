import assert from "node:assert/strict";
import fc from "fast-check";
import { genericWear } from "../../../models/assets/generic-wear/model.ts";
import { instantiate } from "../../../models/templates/instantiate.ts";
import { templateNamed } from "../../../models/templates/templates.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";
import { physicsOf } from "../../../nodes/rul-predictor/physics-of.ts";

const life = templateNamed("any-remaining-life");
const rows = [
  { channel: "wall", tag: "ns=1;s=wall", unit: "mm", label: "Wall", warnBelow: 5, alarmBelow: 4, lowest: 0 },
  { channel: "power", tag: "ns=1;s=power", unit: "kW", alarmAbove: 60 },
  { channel: "oil", tag: "ns=1;s=oil", unit: "Cel", alarmAbove: 80, component: "gear", fault: "Hot", healthy: 50 },
];
/** A wall that wears thin from 12 mm to 4 mm at 40 kW. */
const given = {
  ...{ asset: "chute-1", tags: rows, wearChannel: "wall", wearNew: 12, wearLimit: 4, lifeHours: 5000, loadExponent: 2 },
  ...{ loadChannel: "power", loadNominal: 40, runningChannel: "power", runningAbove: 2 },
};
const made = (parameters: object, template = life) => {
  const flow = instantiate(template, { ...parameters });
  const source = flow.find(({ type }) => type === "twinloom-sensor-source");
  const definition = flow.find(({ type }) => type === "twinloom-asset-type")?.["definition"];
  const tags = Array.isArray(source?.["tags"]) ? source["tags"] : [];
  return { tags, type: readAssetType("own", String(definition), "") };
};

describe("a template for any machine's remaining life", () => {
  it("reads wear as the way from its value as new to its limit, and load as a share of the nominal one", () => {
    const anyNumber = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.double({ min: 0.1, max: 1e5, noNaN: true }), (wearNew, limit, nominal) => {
        fc.pre(Math.abs(limit - wearNew) > 0.01);
        const [wear, load, oil] = made({ ...given, wearNew, wearLimit: limit, loadNominal: nominal }).tags;
        const percent = (row: { scale: number; offset: number }, value: number) => value * row.scale + row.offset;
        for (const [actual, expected] of [
          [percent(wear, wearNew), 0],
          [percent(wear, limit), 100],
          [percent(load, nominal / 2), 50],
          [percent(oil, 60), 60],
        ] as const) {
          assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
        }
        assert.deepEqual([wear.channel, wear.unit, load.channel, oil.unit], ["wearIndicator", "%", "load", "Cel"]);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps the limits of its rows, turned round where the value falls with wear", () => {
    const { channels, running } = made(given).type;
    assert.deepEqual(channels["wearIndicator"]?.normal, { max: 87.5 });
    assert.deepEqual(channels["wearIndicator"]?.alarm, { max: 100 });
    assert.equal(channels["wearIndicator"]?.label, "Wear (Wall)");
    assert.deepEqual(channels["load"]?.alarm, { max: 150 });
    assert.deepEqual(channels["oil"]?.alarm, { max: 80 });
    assert.deepEqual(running, { channel: "load", above: 5 });
  });

  it("is one component that wears by the general law, with the life and exponent that were given", () => {
    const { type } = made(given);
    const physics = physicsOf(type);
    assert.equal(physics?.model, genericWear);
    assert.deepEqual([physics.parameters["lifeHours"], physics.parameters["loadExponent"]], [5000, 2]);
    const [component, ...others] = type.components;
    assert.deepEqual(others, []);
    assert.deepEqual(component?.indicators, [{ feature: "wearIndicator.mean", healthy: 0, failed: 100 }]);
    assert.deepEqual(
      type.failureModes.map(({ id, component: of, iso14224Mode }) => [id, of, iso14224Mode]),
      [["wear", "machine", "PDE"]],
    );
    assert.ok(type.failureModes.every(({ action }) => action));
  });

  it("does without a load", () => {
    const { tags, type } = made({ ...given, loadChannel: "", runningChannel: "" });
    assert.deepEqual(
      tags.map(({ channel }: { channel: string }) => channel),
      ["wearIndicator", "power", "oil"],
    );
    assert.ok(!("load" in type.channels) && type.running === undefined);
  });

  it("reads MQTT messages that name their values as the channels of the table", () => {
    const named = rows.map(({ tag: _tag, ...row }) => row);
    const { tags } = made({ ...given, protocol: "mqtt", tags: named });
    assert.deepEqual(
      tags.map(({ tag, channel }: { tag: string; channel: string }) => [tag, channel]),
      [
        ["wall", "wearIndicator"],
        ["power", "load"],
        ["oil", "oil"],
      ],
    );
  });

  it("gives a what-if the same twin", () => {
    assert.deepEqual(made(given, templateNamed("any-what-if")).type, made(given).type);
  });
});
