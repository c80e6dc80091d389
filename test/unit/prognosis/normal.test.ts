import assert from "node:assert/strict";
import fc from "fast-check";
import { normalCdf } from "../../../models/prognosis/normal-cdf.ts";
import { normalQuantile } from "../../../models/prognosis/normal-quantile.ts";

describe("the standard normal distribution", () => {
  it("has the tabulated probabilities", () => {
    assert.equal(normalCdf(0), 0.5);
    assert.ok(Math.abs(normalCdf(1) - 0.8413447460685429) < 1e-14);
    assert.ok(Math.abs(normalCdf(-1.959963984540054) - 0.025) < 1e-14);
    assert.ok(Math.abs(normalCdf(-8) / 6.22096057427178e-16 - 1) < 1e-7);
    assert.equal(normalCdf(-40), 0);
    assert.equal(normalCdf(40), 1);
  });

  it("has the tabulated quantiles", () => {
    assert.ok(Math.abs(normalQuantile(0.975) - 1.959963984540054) < 1e-12);
    assert.ok(Math.abs(normalQuantile(0.95) - 1.6448536269514722) < 1e-12);
    assert.ok(Math.abs(normalQuantile(0.001) + 3.090232306167813) < 1e-11);
    assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
    assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
  });

  it("gives back the probability of its quantile", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) =>
        assert.ok(Math.abs(normalCdf(normalQuantile(p)) - p) < 1e-13 + 1e-11 * p),
      ),
    );
  });
});
