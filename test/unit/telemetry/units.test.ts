import assert from "node:assert/strict";
import fc from "fast-check";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { isUnit, unitConverter } from "../../../models/telemetry/units.ts";

/** Factors as NIST SP 811 (2008) appendix B and BIPM print them, or exact by definition. */
const FACTORS: readonly (readonly [from: string, to: string, scale: number, offset: number])[] = [
  ["mm/s", "m/s", 0.001, 0],
  ["[psi]", "kPa", 6.894757293168361, 0],
  ["bar", "Pa", 100_000, 0],
  ["mbar", "bar", 0.001, 0],
  ["atm", "kPa", 101.325, 0],
  ["m[H2O]", "Pa", 9806.65, 0],
  ["mm[Hg]", "Pa", 133.322, 0],
  ["kgf/cm2", "bar", 0.980665, 0],
  ["[g]", "m/s2", 9.80665, 0],
  ["[in_i]/s", "mm/s", 25.4, 0],
  ["[mil_i]", "um", 25.4, 0],
  ["[ft_i]", "m", 0.3048, 0],
  ["m3/h", "L/min", 1000 / 60, 0],
  ["[gal_us]/min", "m3/h", 0.227124707, 0],
  ["kW.h", "MJ", 3.6, 0],
  ["[HP]", "W", 745.6998715822702, 0],
  ["[Btu_IT]/h", "W", 0.2930710701722222, 0],
  ["[ft_i].[lbf_av]", "N.m", 1.3558179483314, 0],
  ["[lb_av]/h", "kg/h", 0.45359237, 0],
  ["1/min", "Hz", 1 / 60, 0],
  ["{rev}/min", "1/min", 1, 0],
  ["deg/s", "rad/s", Math.PI / 180, 0],
  ["%", "1", 0.01, 0],
  ["[ppm]", "%", 1e-4, 0],
  ["cSt", "mm2/s", 1, 0],
  ["cP", "Pa.s", 0.001, 0],
  ["d", "h", 24, 0],
  ["wk", "d", 7, 0],
  ["A.h", "C", 3600, 0],
  ["V2/Ohm", "W", 1, 0],
  ["Cel", "K", 1, 273.15],
  ["K", "Cel", 1, -273.15],
  ["[degF]", "Cel", 5 / 9, -160 / 9],
  ["Cel", "[degF]", 1.8, 32],
  ["[degF]", "K", 5 / 9, 45967 / 180],
  ["(m/s).(m/s)", "m2/s2", 1, 0],
  ["10*3.kg", "t", 1, 0],
];

const near = (found: number, expected: number): boolean =>
  found === expected || Math.abs(found - expected) <= 2e-9 * Math.abs(expected);

describe("unit conversion", () => {
  for (const [from, to, scale, offset] of FACTORS) {
    it(`knows ${from} in ${to}`, () => {
      const found = unitConverter(from, to);
      assert.ok(near(found.scale, scale), `scale ${found.scale}, not ${scale}`);
      assert.ok(near(found.offset, offset), `offset ${found.offset}, not ${offset}`);
    });
  }

  it("gives the nearest double where the factor is a fraction, and exactly 1 and 0 for the same unit", () => {
    assert.deepEqual(unitConverter("mm/s", "m/s"), { scale: 1 / 1000, offset: 0 });
    assert.deepEqual(unitConverter("1/min", "1/s"), { scale: 1 / 60, offset: 0 });
    assert.deepEqual(unitConverter("Cel", "[degF]"), { scale: 1.8, offset: 32 });
    for (const unit of ["Cel", "[degF]", "bar", "kW", "mm/s", "m3/h", "%", "[psi]"]) {
      assert.deepEqual(unitConverter(unit, unit), { scale: 1, offset: 0 });
    }
  });

  const refusals: readonly (readonly [string, string, string])[] = [
    ["bar", "Cel", "TWIN-UNIT-003"],
    ["N.m", "W", "TWIN-UNIT-003"],
    ["rad/s", "1/min", "TWIN-UNIT-003"],
    ["rpm", "1/min", "TWIN-UNIT-002"],
    ["BAR", "bar", "TWIN-UNIT-002"],
    ["kmin", "s", "TWIN-UNIT-002"],
    ["mCel", "K", "TWIN-UNIT-004"],
    ["Cel/min", "K/min", "TWIN-UNIT-004"],
    ["m//s", "m/s", "TWIN-UNIT-001"],
    ["m/s ", "m.", "TWIN-UNIT-001"],
    ["(m/s", "m/s", "TWIN-UNIT-001"],
    ["m)", "m", "TWIN-UNIT-001"],
    ["(m/s)2", "m2/s2", "TWIN-UNIT-001"],
    ["m".repeat(200), "m", "TWIN-UNIT-001"],
    ["constructor", "m", "TWIN-UNIT-002"],
  ];
  for (const [from, to, code] of refusals) {
    it(`refuses ${from.slice(0, 20)} in ${to} with ${code}`, () => {
      assert.throws(
        () => unitConverter(from, to),
        (error) => error instanceof TwinError && error.code === code,
      );
    });
  }

  it("converts there and back, whatever the unit", () => {
    const scales = FACTORS.flatMap(([from, to]) => [[from, to] as const]);
    fc.assert(
      fc.property(fc.constantFrom(...scales), fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([from, to], value) => {
        const there = unitConverter(from, to);
        const back = unitConverter(to, from);
        const again = (value * there.scale + there.offset) * back.scale + back.offset;
        assert.ok(Math.abs(again - value) <= 1e-9 * Math.max(1, Math.abs(value)) + 1e-9);
      }),
    );
  });

  it("throws nothing but its own errors, whatever the text", () => {
    const letters = fc.constantFrom(..."mkgsKCbarPaNWh0129./()[]{}%'*^-+ _degFCelin_i");
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: letters, maxLength: 30 })), (text) => {
        assert.equal(typeof isUnit(text), "boolean");
      }),
      { numRuns: 3000 },
    );
  });
});
