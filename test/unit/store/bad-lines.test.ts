import assert from "node:assert/strict";
import fc from "fast-check";
import { badLines } from "../../../nodes/store/line-protocol/bad-lines.ts";

const answer = (...numbers: number[]): string =>
  JSON.stringify({
    error: "partial write of line protocol occurred",
    data: numbers.map((line_number) => ({ line_number, error_message: `bad ${line_number}`, original_line: "m v=" })),
  });

describe("the lines that InfluxDB 3 has refused", () => {
  it("are found by their numbers, counted from 1", () => {
    assert.deepEqual(badLines(answer(1, 3), ["a", "b", "c"]), [
      { index: 0, reason: "bad 1" },
      { index: 2, reason: "bad 3" },
    ]);
  });

  it("are those of a text with line breaks in it, too, and each is told once", () => {
    assert.deepEqual(badLines(answer(2, 3, 4), ["a", "b\nb", "c"]), [
      { index: 1, reason: "bad 3" },
      { index: 2, reason: "bad 4" },
    ]);
  });

  it("are not known where the answer names none, a strange one, or as many as it names at most", () => {
    const lines = Array.from({ length: 200 }, String);
    for (const text of [
      "",
      "{}",
      "no JSON",
      answer(),
      answer(201),
      answer(0),
      answer(...lines.slice(0, 100).map((_, i) => i + 1)),
    ]) {
      assert.equal(badLines(text, lines), undefined);
    }
  });

  it("are unknown or found, whatever is answered", () => {
    fc.assert(fc.property(fc.json(), (text) => void badLines(`{"data":${text}}`, ["a"])));
  });
});
