import assert from "node:assert/strict";
import fc from "fast-check";
import { monotonicity } from "../../../../models/prognosis/metrics/monotonicity.ts";

const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });

describe("monotonicity", () => {
  it("is the surplus of rises over falls, per step", () => {
    assert.equal(monotonicity([1, 2, 3, 2, 5]), 0.5);
    assert.equal(monotonicity([9, 7, 7, 4]), 2 / 3);
    assert.equal(monotonicity([1, 2, 1]), 0);
    assert.equal(monotonicity([5, 5, 5]), 0);
  });

  it("leaves out what is not known, and is unknown with fewer than two values", () => {
    assert.equal(monotonicity([1, Number.NaN, 2, Number.NaN, 3]), 1);
    assert.ok(Number.isNaN(monotonicity([1, Number.NaN])));
    assert.ok(Number.isNaN(monotonicity([])));
  });

  it("stays within 0 and 1, and is the same upside down, backwards and in another unit", () => {
    fc.assert(
      fc.property(series, (values) => {
        const found = monotonicity(values);
        assert.ok(found >= 0 && found <= 1);
        assert.equal(monotonicity(values.map((value) => -value)), found);
        assert.equal(monotonicity(values.toReversed()), found);
        assert.equal(monotonicity(values.map((value) => 1000 * value + 273)), found);
      }),
    );
  });

  it("is 1 for anything that only rises", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), (values) => {
        assert.equal(monotonicity(values.toSorted((a, b) => a - b)), 1);
      }),
    );
  });
});
