import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";
import { schema } from "../../../nodes/asset-type/schema.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";

const typeOf = (...sensors: object[]) => {
  const config = parseConfig(schema, { kind: "centrifugal-pump", sensors });
  return readAssetType(config.kind, config.definition, config.place, config.sensors);
};

describe("the sensor rows of an asset type", () => {
  it("leave the shipped settings where there is none", () => {
    assert.equal(typeOf().channels["bearingTemperature"]?.sensor?.driftAbove, 3);
    assert.equal(typeOf({ channel: "flow" }).channels["bearingTemperature"]?.sensor?.driftAbove, 3);
  });

  it("replace what the type says of their channel, 0 being not watched", () => {
    const { bearingTemperature } = typeOf({
      channel: "bearingTemperature",
      plausibleMin: -10,
      plausibleMax: 120,
      driftAbove: 5,
      stuckMinutes: 30,
      redundantGroup: "bearing",
    }).channels;
    assert.deepEqual(bearingTemperature?.plausible, { min: -10, max: 120 });
    assert.deepEqual(bearingTemperature?.sensor, {
      resolution: 0,
      stuckAfterSeconds: 1800,
      driftAbove: 5,
      redundantGroup: "bearing",
      fromPhysics: false,
    });
  });

  it("keep the type's range where from and to are alike", () => {
    assert.deepEqual(typeOf({ channel: "flow" }).channels["flow"]?.plausible, { min: -10, max: 250 });
  });

  it("refuse a channel that is none, one twice, and a range the wrong way round", () => {
    const code = (...rows: object[]): string => {
      try {
        typeOf(...rows);
      } catch (error) {
        return error instanceof TwinError ? error.code : String(error);
      }
      return "taken";
    };
    assert.equal(code({ channel: "flaw" }), "TWIN-TYPE-004");
    assert.equal(code({ channel: "flow" }, { channel: "flow" }), "TWIN-TYPE-004");
    assert.equal(code({ channel: "flow", plausibleMin: 2, plausibleMax: 1 }), "TWIN-TYPE-005");
  });
});
