import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { theilSen } from "../../../scripts/soak/theil-sen.ts";

const line = (slope: number, noise: number, n = 120) => {
  const random = createRandom(3);
  const xs = Array.from({ length: n }, (_, i) => i / n);
  return [xs, xs.map((x) => 50 + slope * x + noise * (random.next() - 0.5))] as const;
};

describe("the slope of memory over time", () => {
  it("is that of a line without noise", () => {
    const { slope, low, high } = theilSen(...line(7, 0));
    for (const one of [slope, low, high]) assert.ok(Math.abs(one - 7) < 1e-9);
  });

  it("sees a leak of 3 MB an hour in 4 MB of noise, and none where there is none", () => {
    assert.ok(theilSen(...line(3, 4)).low > 0);
    const { low, high } = theilSen(...line(0, 4));
    assert.ok(low < 0 && high > 0);
  });

  it("is not moved by one measurement that is far off", () => {
    const [xs, ys] = line(3, 0);
    const spoilt = ys.map((y, i) => (i === 100 ? 1000 : y));
    assert.ok(Math.abs(theilSen(xs, spoilt).slope - 3) < 0.01);
  });
});
