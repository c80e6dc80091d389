import assert from "node:assert/strict";
import { instantiate } from "../../../models/templates/instantiate.ts";
import { templateNamed } from "../../../models/templates/templates.ts";
import { drawFlow } from "../../../nodes/flow-templates/draw-flow.ts";
import { proposeTags } from "../../../nodes/flow-templates/propose-tags.ts";

const LIST = "tag;text;unit;min;max\nns=1;s=n;Drehzahl;U/min;0;3000\nns=1;s=t;Lagertemperatur;°C;;80\nns=1;s=x;;;;";
const quoted = LIST.replaceAll(/ns=1;s=(\w)/g, '"ns=1;s=$1"');

describe("what the form proposes for a tag list", () => {
  it("are rows that the template takes, with what follows from them", () => {
    const { proposal, rows, parameters } = proposeTags({
      template: "any-condition-monitoring",
      asset: "press-3",
      text: quoted,
    });
    assert.deepEqual(
      proposal.rows.map(({ use }) => use),
      [true, true, false],
    );
    assert.deepEqual(rows[1], {
      channel: "lagertemperatur",
      tag: "ns=1;s=t",
      unit: "Cel",
      label: "Lagertemperatur",
      warnAbove: 80,
    });
    assert.deepEqual(parameters, { runningChannel: "drehzahl", runningAbove: 30 });
    const template = templateNamed("any-condition-monitoring");
    const flow = instantiate(template, { asset: "press-3", tags: rows.slice(0, 2), ...parameters });
    assert.ok(flow.some(({ type }) => type === "twinloom-sensor-source"));
  });

  it("stand on the type of the template's machine, and registers have addresses", () => {
    const text = "name;unit;address\nDurchfluss;m3/h;4\nDrehzahl;U/min;0";
    const { proposal, rows } = proposeTags({ template: "pump-diagnosis", asset: "p", protocol: "modbus", text });
    assert.equal(proposal.type, "centrifugal-pump");
    assert.deepEqual(rows, [
      { channel: "flow", address: 4, unit: "m3/h" },
      { channel: "speed", address: 0, unit: "1/min" },
    ]);
  });

  it("leaves out what a browser sends in another form", () => {
    const tag = { line: 1, tag: "a", name: "Druck", description: "", unit: "bar", type: "Double" };
    const { rows } = proposeTags({ template: "any-diagnosis", asset: "p", tags: [tag, null, 7, { tag: "b" }] });
    assert.equal(rows.length, 1);
  });
});

describe("the picture of a template's flow", () => {
  it("has a box for each node and group of the tab, and a wire for each that leads to another", () => {
    const flow = instantiate(templateNamed("pump-condition-monitoring"), {});
    const drawn = drawFlow(flow);
    const shown = flow.filter(({ type, x }) => typeof x === "number" && type !== "comment");
    assert.deepEqual(
      drawn.map(({ id }) => id),
      shown.map(({ id }) => id),
    );
    const ids = new Set(drawn.map(({ id }) => id));
    assert.ok(drawn.every(({ w, h, to }) => w > 0 && h > 0 && to.every((id) => ids.has(id))));
  });
});
