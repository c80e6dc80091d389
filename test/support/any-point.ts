import fc from "fast-check";
import type { Point } from "../../nodes/kit/store.ts";

const name = fc
  .string({ unit: fc.constantFrom(..."aé軸🛠 ,=\"'#$/.:;_-|+*".split(/(?:)/u)), minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "" && !/^[#_]/.test(text) && text !== "time");
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.boolean(),
  fc.string({ unit: fc.constantFrom(...'ab "\\,=\n\ré🛠{}'.split(/(?:)/u)) }),
);
/** A point that every store takes. */
export const anyPoint: fc.Arbitrary<Point> = fc.record(
  {
    measurement: name,
    tags: fc.dictionary(name, name, { maxKeys: 3, noNullPrototype: true }),
    fields: fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    timeMs: fc.integer({ min: Date.UTC(1971, 0, 2), max: Date.UTC(2261, 0, 1) }),
  },
  { noNullPrototype: true },
);
