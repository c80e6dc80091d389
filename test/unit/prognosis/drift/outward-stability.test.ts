import assert from "node:assert/strict";
import fc from "fast-check";
import { outwardStability } from "../../../../models/prognosis/drift/outward-stability.ts";

const asTraining = [5, 995, 8000, 995, 5];

describe("the outward part of the population stability index", () => {
  it("is 0 where a machine's hours are spread as the training's, and without hours", () => {
    assert.ok(outwardStability(asTraining) < 1e-12);
    assert.ok(outwardStability([0, 0, 0, 0, 0]) < 1e-12);
  });

  it("adds (a - e) ln(a / e) over the outer bins that hold more than in training", () => {
    const wanted = (0.1995 - 0.0995) * Math.log(0.1995 / 0.0995);
    assert.ok(Math.abs(outwardStability([5, 1995, 7500, 495, 5]) - wanted) < 1e-3);
  });

  it("is 0 for a machine that is steadier than those of the training", () => {
    assert.equal(outwardStability([0, 0, 168, 0, 0]), 0);
  });

  it("calls what is always in an outer tenth a significant shift, and what is beyond the training a greater one", () => {
    const [highest, above] = [outwardStability([0, 0, 0, 168, 0]), outwardStability([0, 0, 0, 0, 168])];
    assert.ok(highest > 0.25 && above > highest);
    assert.equal(outwardStability([168, 0, 0, 0, 0]), above);
  });

  it("is never negative, and rises as more hours move outward", () => {
    const hours = fc.integer({ min: 0, max: 8000 });
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 3, 4), hours, hours, (to, a, b) => {
        const moved = (count: number): number =>
          outwardStability(asTraining.map((all, i) => all + (i === to ? count : 0) - (i === 2 ? count : 0)));
        assert.ok(moved(Math.min(a, b)) >= 0);
        assert.ok(moved(Math.max(a, b)) >= moved(Math.min(a, b)) - 1e-12);
      }),
    );
  });
});
