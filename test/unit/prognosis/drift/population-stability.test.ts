import assert from "node:assert/strict";
import fc from "fast-check";
import { DRIFT_BINS } from "../../../../models/prognosis/drift/drift-profile.ts";
import { populationStability } from "../../../../models/prognosis/drift/population-stability.ts";

const even = Array.from({ length: DRIFT_BINS }, (_, i) => (i === 0 || i === DRIFT_BINS - 1 ? 5 : 1000));
const moved = (from: number, to: number, hours: number): number[] =>
  even.map((count, i) => count + (i === to ? hours : 0) - (i === from ? hours : 0));

describe("the population stability index", () => {
  it("is nearly 0 where a machine's hours are spread as the training's", () => {
    assert.ok(populationStability(even) < 0.002);
  });

  it("is 0 without hours", () => {
    assert.ok(populationStability(new Array(DRIFT_BINS).fill(0)) < 1e-12);
  });

  it("adds (a - e) ln(a / e) over the bins", () => {
    const wanted = (0.15 - 0.1) * Math.log(0.15 / 0.1) + (0.05 - 0.1) * Math.log(0.05 / 0.1);
    assert.ok(Math.abs(populationStability(moved(3, 4, 500)) - wanted) < 0.003);
  });

  it("calls what is always in one bin of ten a significant shift, and what is beyond the training a greater one", () => {
    const inBin = (bin: number): number => populationStability(even.map((_, i) => (i === bin ? 168 : 0)));
    assert.ok(inBin(5) > 0.25);
    assert.ok(inBin(0) > inBin(5) && inBin(DRIFT_BINS - 1) > inBin(5));
  });

  it("is never negative, and rises as more hours move", () => {
    const bin = fc.integer({ min: 1, max: DRIFT_BINS - 2 });
    const hours = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(bin, bin, hours, hours, (from, to, a, b) => {
        fc.pre(from !== to);
        const [less, more] = [moved(from, to, Math.min(a, b)), moved(from, to, Math.max(a, b))];
        assert.ok(populationStability(less) >= 0);
        assert.ok(populationStability(more) >= populationStability(less) - 1e-12);
      }),
    );
  });
});
