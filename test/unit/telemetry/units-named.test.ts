import assert from "node:assert/strict";
import fc from "fast-check";
import { isUnit } from "../../../models/telemetry/units.ts";
import { unitsNamed } from "../../../models/telemetry/units-named.ts";

/** As they stand on machines, and the UCUM code that is meant. */
const WRITTEN: readonly (readonly [text: string, code: string])[] = [
  ["°C", "Cel"],
  ["deg C", "Cel"],
  ["°F", "[degF]"],
  ["RPM", "/min"],
  ["r/min", "/min"],
  ["m/s²", "m/s2"],
  ["m³/h", "m3/h"],
  ["µm", "um"],
  ["N·m", "N.m"],
  ["Nm", "N.m"],
  ["kWh", "kW.h"],
  ["psi", "[psi]"],
  ["ips", "[in_i]/s"],
  ["Ω", "Ohm"],
  ["mm/s", "mm/s"],
  ["%", "%"],
];

describe("the unit that a text names", () => {
  for (const [text, code] of WRITTEN) {
    it(`${text} is ${code}`, () => assert.equal(unitsNamed(text)[0], code));
  }

  it("is left open where UCUM and machines mean different things", () => {
    assert.deepEqual(unitsNamed("C"), ["C", "Cel"]);
    assert.deepEqual(unitsNamed("g"), ["g", "[g]"]);
  });

  it("is none where the text is unknown", () => {
    for (const text of ["", "furlongs per fortnight", "constructor", "["]) assert.deepEqual(unitsNamed(text), []);
  });

  it("is always a UCUM code, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => unitsNamed(text).every(isUnit)));
  });
});
