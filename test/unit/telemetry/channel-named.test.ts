import assert from "node:assert/strict";
import fc from "fast-check";
import { channelNamed } from "../../../models/telemetry/channel-named.ts";

const NAMES: Readonly<Record<string, string>> = {
  speed: "speed",
  "motor-speed": "motorSpeed",
  "Motor Speed": "motorSpeed",
  MotorSpeed: "motorSpeed",
  FT_101: "ft101",
  RPM: "rpm",
  "Lüfter Drehzahl": "luefterDrehzahl",
  "Füllgrad Öl": "fuellgradOel",
  "1st stage": "stStage",
  "42": "",
  压力: "",
};

describe("the channel that a name suggests", () => {
  for (const [name, channel] of Object.entries(NAMES))
    it(`of ${name} is ${channel || "left to the user"}`, () => assert.equal(channelNamed(name), channel));

  it("is one that an asset type may have, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => /^([a-z][A-Za-z0-9]*)?$/.test(channelNamed(name))),
    );
  });
});
