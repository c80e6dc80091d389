import assert from "node:assert/strict";
import fc from "fast-check";
import { type Reason, reasonOf } from "../../../nodes/kit/editor/reason-of.ts";
import { shownField } from "../../../nodes/kit/editor/shown-field.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import { formDefinitionOf } from "../../../scripts/build/form-definition-of.ts";
import { reasons } from "../../../scripts/build/reasons.ts";
import { schema } from "../../fixtures/sample-package/nodes/sample/schema.ts";

const definition = formDefinitionOf("sample", schema);

const reasonFor = (name: string, value: unknown, others: Record<string, unknown> = {}): Reason | undefined => {
  const field = definition.fields.find((one) => one.name === name);
  assert.ok(field);
  const shown = shownField(definition, field, (other) => others[other]);
  return shown && reasonOf(shown, value);
};

const accepts = (settings: object): boolean => {
  try {
    parseConfig(schema, { assetType: "a1", ...settings });
    return true;
  } catch {
    return false;
  }
};

describe("the reason below a field", () => {
  it("is there exactly when the deploy would refuse the same text", () => {
    const text = fc.oneof(
      fc.double().map(String),
      fc.integer().map(String),
      fc.string(),
      fc.constantFrom(
        "",
        " ",
        "24",
        "0",
        "-1",
        "720",
        "720.1",
        "1e3",
        "0x10",
        "abc",
        "ABC",
        "mqtt",
        "none",
        "Infinity",
      ),
    );
    const names = ["windowHours", "samples", "temperatureLimit", "protocol", "code", "topic"];
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, value) => {
        const settings = { protocol: "mqtt", topic: "t", [name]: value };
        const open = reasonFor(name, value, settings) === undefined;
        assert.equal(open, accepts(settings), `${name}: ${JSON.stringify(value)}`);
      }),
      { numRuns: 500 },
    );
  });

  it("names the limit that a number breaks", () => {
    assert.deepEqual(reasonFor("windowHours", "721"), { key: "maximum", params: { limit: 720 } });
    assert.deepEqual(reasonFor("windowHours", "0"), { key: "above", params: { limit: 0 } });
    assert.deepEqual(reasonFor("samples", "1.5"), { key: "integer", params: {} });
  });

  it("is not there for an environment variable, whose value is known at deploy only", () => {
    assert.equal(reasonFor("windowHours", "$".concat("{WINDOW_HOURS}")), undefined);
    assert.deepEqual(reasonFor("windowHours", "$")?.key, "number");
  });

  it("asks to choose a config node where one is required", () => {
    assert.equal(reasonFor("assetType", "_ADD_")?.key, "config");
  });

  it("says where JSON is broken", () => {
    assert.equal(reasonFor("extra", "{")?.key, "json");
    assert.equal(reasonFor("extra", "[1]"), undefined);
  });

  it("names row and column of a list, and passes over hidden columns", () => {
    const rows = [
      { channel: "speed", limit: 1, side: "above" },
      { channel: "", limit: 1, side: "above" },
    ];
    assert.deepEqual(reasonFor("limits", rows)?.params, { row: 2, column: "channel" });
  });

  it("has its words in each language", () => {
    assert.deepEqual(Object.keys(reasons.de), Object.keys(reasons["en-US"]));
  });
});
