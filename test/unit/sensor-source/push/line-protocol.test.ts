import assert from "node:assert/strict";
import fc from "fast-check";
import { parseLine } from "../../../../nodes/sensor-source/push/parse-line.ts";
import { tokenGuard } from "../../../../nodes/sensor-source/push/token-guard.ts";

describe("a line of line protocol", () => {
  it("is read as the InfluxDB 2 reference says", () => {
    const line = String.raw`my\ Measurement,tag\,Key=tag\ Value,b=2 f\=1=1.5e2,i=-3i,u=4u,t=T,n=false,s="a \"b\" , = \\" 1556813561098000000`;
    const { measurement, tags, fields, time } = parseLine(line);
    assert.equal(measurement, "my Measurement");
    assert.deepEqual(
      [...tags],
      [
        ["tag,Key", "tag Value"],
        ["b", "2"],
      ],
    );
    assert.deepEqual(
      [...fields],
      [
        ["f=1", 150],
        ["i", -3],
        ["u", 4],
        ["t", true],
        ["n", false],
        ["s", 'a "b" , = \\'],
      ],
    );
    assert.equal(time, 1556813561098000000);
    assert.equal(parseLine("m f=1").time, undefined);
  });

  for (const line of [
    "m",
    "m f=",
    "m f=1 x",
    "m f=1 1 1",
    ",a=b f=1",
    "m,a f=1",
    "m f=abc",
    'm f="open',
    "m f=1,,g=2",
  ]) {
    it(`is refused with a reason: ${line}`, () => assert.throws(() => parseLine(line), Error));
  }

  it("throws nothing but a reason, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'m,= \\"1i.Te-é\n') }), (line) => {
        try {
          assert.ok(parseLine(line).fields.size > 0);
        } catch (thrown) {
          assert.ok((thrown instanceof Error && thrown.message.startsWith("it has")) || /is no /.test(String(thrown)));
        }
      }),
    );
  });
});

describe("the token of a push", () => {
  const isAllowed = tokenGuard("s3cret-s3cret-s3cret");

  it("is taken as Bearer, Token and the password of Basic", () => {
    const basic = Buffer.from("anybody:s3cret-s3cret-s3cret").toString("base64");
    for (const shown of ["Bearer s3cret-s3cret-s3cret", "Token s3cret-s3cret-s3cret", `Basic ${basic}`]) {
      assert.ok(isAllowed(shown), shown);
    }
  });

  it("is refused where it is another, or missing", () => {
    for (const shown of [undefined, "", "Bearer", "Bearer s3cret", "Digest s3cret-s3cret-s3cret", "Basic s3cret"]) {
      assert.ok(!isAllowed(shown), shown);
    }
  });
});
