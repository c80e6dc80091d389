import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { templateErrors } from "../../../models/templates/errors.ts";
import { templateNamed, templates } from "../../../models/templates/templates.ts";
import { checkForm } from "../../../nodes/flow-templates/check-form.ts";
import { placeOfProblem } from "../../../nodes/flow-templates/place-of-problem.ts";

const pump = templateNamed("pump-condition-monitoring");
const places = (given: Record<string, unknown>) =>
  checkForm(pump, given).problems.map(({ parameter, row, column, code }) => [parameter, row, column, code].join(" "));
const row = { channel: "flow", tag: "ns=1;s=f", unit: "m3/h" };

describe("the check of a template's form", () => {
  it("has nothing to say of the defaults of any template, and completes them", () => {
    for (const template of templates) {
      const { values, problems } = checkForm(template, {});
      assert.deepEqual(problems, [], template.name);
      assert.ok(Array.isArray(values["tags"]) && values["asset"] !== undefined);
    }
  });

  it("finds missing what somebody has emptied, though there is a default", () => {
    assert.deepEqual(places({ asset: "" }), ["asset   TWIN-TEMPLATE-002"]);
    const [first] = Object(checkForm(pump, { asset: "" }).values["tags"]);
    assert.equal(first.tag, "nsu=urn:twinloom:plant;s=pump-1.speed", "what hangs on it stands there as by default");
    assert.deepEqual(places({ tags: [] }), ["tags   TWIN-TEMPLATE-002"]);
  });

  it("places each reason at its parameter, or at row and column of the table", () => {
    assert.deepEqual(places({ retentionDays: -1 }), ["retentionDays   TWIN-TEMPLATE-004"]);
    assert.deepEqual(places({ protocol: "smoke" }).slice(0, 1), ["protocol   TWIN-TEMPLATE-005"]);
    const crossed = { where: "the set-point", lower: "lowerBound", low: 2, upper: "upperBound", high: 1 };
    assert.equal(placeOfProblem(new TwinError(templateErrors.boundsCrossed, crossed)).parameter, "lowerBound");
    assert.deepEqual(places({ tags: [row, { ...row, channel: "" }] }), ["tags 1 channel TWIN-TEMPLATE-002"]);
    assert.deepEqual(places({ tags: [{ ...row, unit: "Cel" }] }), ["tags 0 unit TWIN-TEMPLATE-019"]);
    assert.deepEqual(places({ tags: [row, row] }), ["tags 1 channel TWIN-TEMPLATE-009"]);
    assert.deepEqual(places({ tags: [{ ...row, tag: "" }] }), ["tags 0 tag TWIN-TEMPLATE-010"]);
    assert.deepEqual(places({ tags: [{ ...row, smell: "x" }] }), ["tags 0 smell TWIN-TEMPLATE-021"]);
    assert.deepEqual(places({ tags: [{ ...row, alarmBelow: 9, warnBelow: 5 }] }), ["tags 0  TWIN-TEMPLATE-011"]);
  });

  it("places what is wrong with the wear of any machine at its parameter, or at the row of the tags", () => {
    const any = templateNamed("any-remaining-life");
    const of = (given: Record<string, unknown>) =>
      checkForm(any, given).problems.map(({ parameter, row: at, column, code }) =>
        [parameter, at, column, code].join(" "),
      );
    assert.deepEqual(of({ wearLimit: 1.6 }), ["wearLimit   TWIN-TEMPLATE-014"]);
    assert.deepEqual(of({ loadChannel: "vibrationVelocity" }), ["loadChannel   TWIN-TEMPLATE-017"]);
    const tags = ["speed", "vibrationVelocity", "load"].map((channel) => ({ channel, tag: channel, unit: "1" }));
    assert.deepEqual(of({ tags }), ["tags 2 channel TWIN-TEMPLATE-018"]);
  });
});
