import assert from "node:assert/strict";
import fc from "fast-check";
import { goesOn, readLine } from "../../../nodes/store/line-protocol/read-line.ts";
import { writeLine } from "../../../nodes/store/line-protocol/write-line.ts";
import { anyPoint } from "../../support/any-point.ts";

const ms = { unitsAMillisecond: 1 };
describe("line protocol", () => {
  it("gives back every point that a store takes", () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        assert.deepEqual(readLine(writeLine(point), ms), point);
      }),
    );
  });

  it("knows at each line break whether a text goes on behind it", () => {
    fc.assert(
      fc.property(anyPoint, (point) => {
        const parts = writeLine(point).split("\n");
        for (let i = 0; i < parts.length; i++) {
          assert.equal(goesOn(parts.slice(0, i + 1).join("\n")), i < parts.length - 1);
        }
      }),
    );
  });

  it("has the integers of telemetry in a field of their own, and gives them back as such", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const [whole, integers] = [value + 0, ["value"]];
        const fields = { value: whole, quality: 0 };
        const point = { measurement: "telemetry", tags: { asset: "a" }, fields, timeMs: 1.7e12, integers };
        const line = writeLine(point);
        assert.equal(line, `telemetry,asset=a integer=${whole}i,quality=0 1700000000000`);
        assert.deepEqual(readLine(line, ms), { ...point, fields: { quality: 0, value: whole } });
        assert.equal(writeLine({ ...point, measurement: "m" }), `m,asset=a value=${whole},quality=0 1700000000000`);
      }),
    );
    const foreign = "telemetry,asset=a integer=5,value=1i 1700000000000";
    assert.deepEqual(readLine(foreign, ms).fields, { integer: 5, value: 1 });
  });

  it("reads what other programs write: integers, unsigned integers, nanoseconds, escapes", () => {
    const line = String.raw`a\ b,t\,1=x\=y n=42i,u=7u,s="say \"hi\" \\",b=T,e=-1.5e-3 1700000000000000000`;
    assert.deepEqual(readLine(line, { unitsAMillisecond: 1e6 }), {
      measurement: "a b",
      tags: { "t,1": "x=y" },
      fields: { n: 42, u: 7, s: 'say "hi" \\', b: true, e: -0.0015 },
      timeMs: 1_700_000_000_000,
    });
  });

  for (const [what, line] of [
    ["no fields", "m,a=b"],
    ["no time", "m v=1"],
    ["a time that is none", "m v=1 today"],
    ["a value that is none", "m v=NaN 1"],
    ["a text without end", 'm v="a 1'],
    ["a tag without value", "m,a v=1 1"],
    ["nothing", ""],
  ] as const) {
    it(`refuses a line with ${what}`, () => assert.throws(() => readLine(line, ms), Error));
  }

  it("ends with a point or an error, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'am=, "\\1i\n') }), (line) => {
        try {
          readLine(line, ms);
        } catch (error) {
          assert.equal((error as Error).constructor, Error);
        }
        goesOn(line);
      }),
    );
  });
});
