import assert from "node:assert/strict";
import fc from "fast-check";
import { checkParameters } from "../../../models/templates/check-parameters.ts";
import { instantiate } from "../../../models/templates/instantiate.ts";
import type { Row } from "../../../models/templates/template.ts";
import { templateNamed, templates } from "../../../models/templates/templates.ts";
import { splitTopics } from "../../../nodes/sensor-source/mqtt/split-topics.ts";

const pump = templateNamed("pump-remaining-life");
const spindle = templateNamed("spindle-diagnosis");
const fan = templateNamed("fan-set-points");
const any = templateNamed("any-diagnosis");
const anyLife = templateNamed("any-remaining-life");
const withReserved = ["speed", "vibrationVelocity", "wearIndicator"].map((channel) => ({
  channel,
  tag: channel,
  unit: "1",
}));
const flow: Row = { channel: "flow", tag: "ns=1;s=F", unit: "m3/h" };
const codesOf = (template: typeof pump, given: object): readonly string[] =>
  checkParameters(template, { ...given }).problems.map(({ code }) => code);

describe("the check of a template's parameters", () => {
  it("has nothing against the defaults of any template", () => {
    for (const template of templates) assert.deepEqual(checkParameters(template, {}).problems, [], template.name);
  });

  for (const [what, template, given, code, said] of [
    ["a parameter that is missing", pump, { asset: "p", tags: [] }, "002", "tags"],
    ["a required one that is given as nothing", pump, { storeFile: " " }, "002", "storeFile"],
    ["one that the template does not have", pump, { colour: "red" }, "003", "colour"],
    ["a number out of its range", pump, { confidence: 120 }, "004", "confidence"],
    ["a text where a number is wanted", pump, { confidence: "high" }, "005", "confidence"],
    ["a fraction where a whole number is wanted", pump, { retentionDays: 1.5 }, "005", "retentionDays"],
    ["a choice that is none", spindle, { protocol: "modbus" }, "005", "protocol"],
    ["a name that can't be one", pump, { asset: "a/b" }, "005", "asset"],
    ["a table that is none", pump, { tags: "flow" }, "005", "tags"],
    ["a row that is none", pump, { tags: ["flow"] }, "005", "row 1 of tags"],
    [
      "a column that is none",
      pump,
      {
        tags: [
          { ...flow, colour: "red" },
          { ...flow, channel: "speed", unit: "1/min", colour: "red" },
        ],
      },
      "021",
      "column colour in row 1 of tags",
    ],
    ["a tag without a unit", pump, { tags: [{ ...flow, unit: "" }] }, "006", "row 1 of tags (flow)"],
    ["a unit that is none", pump, { tags: [{ ...flow, unit: "furlong" }] }, "007", "furlong"],
    ["a unit as people write it", pump, { tags: [{ ...flow, unit: "m³/h" }] }, "007", "it is m3/h there"],
    [
      "a unit of another quantity",
      pump,
      { tags: [{ ...flow, unit: "bar" }] },
      "019",
      "bar, which can't become the m3/h",
    ],
    ["a channel that the machine has not", pump, { tags: [{ ...flow, channel: "taste" }] }, "008", "taste"],
    ["a channel named twice", pump, { tags: [flow, flow] }, "009", "row 2 of tags"],
    ["a row without a tag", pump, { tags: [{ channel: "flow", unit: "m3/h" }] }, "010", "flow"],
    ["limits the wrong way round", pump, { tags: [{ ...flow, warnBelow: 90, warnAbove: 80 }] }, "011", "warnAbove"],
    ["bounds the wrong way round", fan, { lowerBound: 2000 }, "012", "upperBound"],
    ["a baseline beyond the bounds", fan, { baseline: 100 }, "012", "baseline"],
    ["a channel to set that is none", templateNamed("any-set-points"), { setChannel: "x" }, "013", "setChannel"],
    ["a running channel that is none", any, { runningChannel: "pulse" }, "013", "pulse"],
    ["a wear channel that is none", anyLife, { wearChannel: "rust" }, "013", "wearChannel (Shows the wear)"],
    ["a load channel that is none", anyLife, { loadChannel: "burden" }, "013", "loadChannel (Shows the load)"],
    ["a load that is none", templateNamed("pump-what-if"), { scenarios: [{ name: "x", load: "heat" }] }, "022", "heat"],
    ["a limit of wear that is the value as new", anyLife, { wearNew: 4 }, "014", "wearLimit (Limit)"],
    ["a nominal load of nothing", anyLife, { loadNominal: 0 }, "004", "loadNominal"],
    ["an expected life below 0", anyLife, { lifeHours: -5 }, "004", "lifeHours"],
    ["a load exponent below 0", anyLife, { loadExponent: -1 }, "004", "loadExponent"],
    ["a load that is the wear", anyLife, { loadChannel: "vibrationVelocity" }, "017", "loadChannel"],
    ["wear that tells whether it runs", anyLife, { runningChannel: "vibrationVelocity" }, "017", "runningChannel"],
    ["a channel named as the wear in %", anyLife, { tags: withReserved }, "018", "row 3 of tags"],
  ] as const) {
    it(`names ${what}`, () => {
      const [problem, ...more] = checkParameters(template, given).problems;
      assert.equal(problem?.code, `TWIN-TEMPLATE-${code}`);
      assert.match(problem.message, new RegExp(said.replaceAll(/[()]/g, "\\$&")));
      assert.ok(problem.next.length > 0);
      assert.deepEqual(more, []);
      assert.throws(() => instantiate(template, given), { code: problem.code });
    });
  }

  it("names all that is wrong at once, for a form", () => {
    const codes = codesOf(pump, { confidence: 0, colour: "red", tags: [{ tag: "x" }] });
    assert.deepEqual(codes.toSorted(), ["TWIN-TEMPLATE-002", "TWIN-TEMPLATE-003", "TWIN-TEMPLATE-004"]);
  });

  it("names a template that is none", () => {
    assert.throws(() => templateNamed("pump-cooking"), { code: "TWIN-TEMPLATE-001" });
  });

  it("takes numbers as texts, as a form and a command line give them, and nothing for the default", () => {
    const { values, problems } = checkParameters(pump, { confidence: "80", windowMinutes: "", minimumHours: null });
    assert.deepEqual(problems, []);
    assert.equal(values["confidence"], 80);
    assert.equal(values["windowMinutes"], 60);
    assert.equal(values["minimumHours"], 24);
  });

  it("does not ask for what another parameter hides, and has default tags for each protocol", () => {
    const { values, problems } = checkParameters(pump, { protocol: "modbus", asset: "p9" });
    assert.deepEqual(problems, []);
    assert.ok(!("opcuaEndpoint" in values));
    const [first] = Array.isArray(values["tags"]) ? values["tags"] : [];
    assert.deepEqual([first?.channel, first?.address, first?.unit], ["speed", 0, "1/min"]);
  });

  it("names the asset in the tags that are given by default", () => {
    const tags = checkParameters(pump, { asset: 'pump "7"' }).values["tags"];
    assert.equal(Array.isArray(tags) && tags[1]?.tag, 'nsu=urn:twinloom:plant;s=pump "7".flow');
  });

  it("sets the topics of a machine apart, also where its name has a blank", () => {
    const topics = (asset: string) => String(checkParameters(spindle, { asset }).values["mqttTopics"]);
    for (const asset of ["spindle-7", "Spindel Halle 3", 'pump "7"'])
      assert.deepEqual(splitTopics(topics(asset)), [`plant/${asset}/telemetry`, `plant/${asset}/waveform/+`]);
    assert.deepEqual(splitTopics(' a/+  "b c/d"\ne/"f"'), ["a/+", "b c/d", 'e/"f"']);
  });

  it("never throws, whatever is given", () => {
    fc.assert(
      fc.property(fc.constantFrom(...templates), fc.dictionary(fc.string(), fc.jsonValue()), (template, given) => {
        for (const { code } of checkParameters(template, given).problems) assert.match(code, /^TWIN-TEMPLATE-\d{3}$/);
      }),
    );
    const anyName = fc.constantFrom(...pump.parameters.map(({ name }) => name));
    fc.assert(
      fc.property(fc.dictionary(anyName, fc.jsonValue()), (given) => {
        for (const { code } of checkParameters(pump, given).problems) assert.match(code, /^TWIN-TEMPLATE-\d{3}$/);
      }),
    );
  });
});

describe("the asset type of a template", () => {
  const typeOf = (given: object, template = pump) =>
    instantiate(template, { ...given }).find(({ type }) => type === "twinloom-asset-type");

  it("is the shipped one where its limits are as shipped", () => {
    assert.equal(typeOf({})?.["kind"], "centrifugal-pump");
  });

  it("has the limits of the rows, in the channel's unit", () => {
    const node = typeOf({ tags: [{ ...flow, unit: "L/min", alarmBelow: 1000, warnBelow: 1100 }] });
    const { channels, id } = JSON.parse(String(node?.["definition"]));
    assert.equal(id, "centrifugal-pump");
    assert.ok(Math.abs(channels.flow.alarm.min - 60) < 1e-9);
    assert.ok(Math.abs(channels.flow.normal.min - 66) < 1e-9);
    assert.equal(channels.flow.alarm.max, 170);
  });

  it("is made of the tags of a machine that no type is shipped of", () => {
    const tags = [
      {
        channel: "oil",
        tag: "ns=1;s=oil",
        unit: "Cel",
        warnAbove: 70,
        alarmAbove: 80,
        healthy: 50,
        component: "gear",
        fault: "Wear",
      },
      { channel: "turning", tag: "ns=1;s=n", unit: "1/min" },
    ];
    const node = typeOf({ asset: "Gear 3", machine: "Gearbox", tags, runningChannel: "turning", runningAbove: 5 }, any);
    const { id, label, channels, components, failureModes, running } = JSON.parse(String(node?.["definition"]));
    assert.deepEqual([id, label, running], ["own-gear-3", "Gearbox", { channel: "turning", above: 5 }]);
    assert.deepEqual(channels.oil.alarm, { max: 80 });
    assert.deepEqual(components[0].indicators, [{ feature: "oil.mean", healthy: 50, failed: 80 }]);
    assert.deepEqual(
      failureModes.map((mode: { label: string }) => mode.label),
      ["Wear"],
    );
  });
});
