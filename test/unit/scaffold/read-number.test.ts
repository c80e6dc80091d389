import assert from "node:assert/strict";
import fc from "fast-check";
import { readNumber } from "../../../models/scaffold/read-number.ts";

const WRITTEN: Readonly<Record<string, number | undefined>> = {
  "1.5": 1.5,
  "1,5": 1.5,
  "1.234,5": 1234.5,
  "1,234.5": 1234.5,
  "1 234": 1234,
  "1'234'567": 1234567,
  "1.234.567": 1234567,
  "-5 °C": -5,
  "−5": -5,
  "+3": 3,
  "2.5e3": 2500,
  "> 80": 80,
  "": undefined,
  "n/a": undefined,
  "-": undefined,
};

describe("a number in a list", () => {
  for (const [text, number] of Object.entries(WRITTEN))
    it(`${JSON.stringify(text)} is ${number}`, () => assert.equal(readNumber(text), number));

  it("is what was written, with a point or a comma", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const wanted = number === 0 ? 0 : number;
        assert.equal(readNumber(String(wanted)), wanted);
        assert.equal(readNumber(String(wanted).replace(".", ",")), wanted);
      }),
    );
  });
});
