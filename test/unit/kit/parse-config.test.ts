import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import { statusOf } from "../../../nodes/kit/status-of.ts";
import { schema } from "../../fixtures/sample-package/nodes/sample/schema.ts";

const right = { id: "n1", type: schema.type, z: "tab", configVersion: 2, assetType: "a1" };

const refusal = (settings: Record<string, unknown>): { code: string; message: string; status: string } => {
  try {
    parseConfig(schema, { ...right, ...settings });
  } catch (error) {
    assert.ok(error instanceof TwinError);
    return { code: error.code, message: error.message, status: statusOf(error).text };
  }
  throw new assert.AssertionError({ message: "the settings were accepted" });
};

describe("the settings of a node", () => {
  it("are completed with the defaults of the schema", () => {
    const config = parseConfig(schema, right);
    assert.equal(config.windowHours, 24);
    assert.deepEqual(config.limits, []);
  });

  it("can't be changed by the behaviour", () => {
    const config = parseConfig(schema, { ...right, limits: [{ channel: "speed", limit: 1 }] });
    assert.ok(Object.isFrozen(config));
    assert.ok(Object.isFrozen(config.limits[0]));
  });

  it("take texts for numbers and flags, as forms and environment variables give them", () => {
    const limits = [{ channel: "speed", limit: "2.5", active: "false" }];
    const config = parseConfig(schema, { ...right, windowHours: " 12 ", active: "true", code: "ab", limits });
    assert.equal(config.windowHours, 12);
    assert.equal(config.active, true);
    assert.equal(config.limits[0]?.limit, 2.5);
    assert.equal(config.limits[0]?.active, false);
  });

  it("are refused with the field and the reason, and with few words for the status line", () => {
    assert.deepEqual(refusal({ windowHours: 0 }), {
      code: "TWIN-KIT-001",
      message: "TWIN-KIT-001: Setting windowHours (Window) must be > 0. Open the node, correct the field and deploy",
      status: "windowHours not > 0",
    });
    assert.equal(refusal({ assetType: "" }).status, "assetType is empty");
    assert.equal(refusal({ temperatureLimit: "warm" }).status, "temperat… no number");
    assert.equal(refusal({ protocol: "morse" }).status, "proto… not a choice");
  });

  it("are refused for null, which is no number", () => {
    assert.match(refusal({ windowHours: null }).message, /windowHours \(Window\) must be number/);
  });

  it("name the row of a list, counted as the user counts", () => {
    const { message, status } = refusal({ limits: [{ channel: "speed" }, { channel: "" }] });
    assert.match(message, /limits \(Limits\), row 2, channel must not be empty/);
    assert.equal(status, "channel #2 is empty");
  });

  it("are refused with TWIN-KIT-002 where the flow has a setting nobody knows", () => {
    assert.equal(refusal({ windowDays: 3 }).code, "TWIN-KIT-002");
    assert.match(refusal({ windowDays: 3 }).message, /windowDays/);
  });

  it("are refused with TWIN-KIT-003 where a newer version saved them", () => {
    assert.equal(refusal({ configVersion: 3 }).code, "TWIN-KIT-003");
  });

  it("are migrated from the version that saved them", () => {
    const config = parseConfig(schema, { type: schema.type, configVersion: 1, assetType: "a1", hours: 48 });
    assert.equal(config.windowHours, 48);
  });

  it("need not be right in a field that another one hides", () => {
    assert.equal(parseConfig(schema, { ...right, protocol: "none", topic: "" }).topic, "");
    assert.equal(refusal({ protocol: "mqtt", topic: "" }).status, "topic is empty");
  });
});
