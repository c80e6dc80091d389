import assert from "node:assert/strict";
import fc from "fast-check";
import { componentHealth, indicatorScore, smoothHealth } from "../../../models/twin/component-health.ts";

const bearing = {
  id: "bearing",
  label: "Bearing",
  indicators: [
    { feature: "vibration.mean", healthy: 2, failed: 7, weight: 3 },
    { feature: "temperature.mean", healthy: 50, failed: 90 },
  ],
};
const units = { "vibration.mean": "mm/s", "temperature.mean": "Cel" };

describe("health of a component", () => {
  it("is 1 at healthy, 0 at failed, linear between and never beyond", () => {
    const indicator = { feature: "x", healthy: 2, failed: 7 };
    assert.deepEqual(
      [2, 7, 4.5, 1, 9].map((value) => indicatorScore(indicator, value)),
      [1, 0, 0.5, 1, 0],
    );
  });

  it("weighs its indicators and gives the one that takes most off as the reason", () => {
    const { health, reason } = componentHealth(bearing, { "vibration.mean": 4.5, "temperature.mean": 50 }, units);
    assert.equal(health, (3 * 0.5 + 1) / 4);
    assert.equal(reason, "vibration.mean is 4.5 mm/s (healthy 2, failed 7)");
  });

  it("is not known, with the reason, while no indicator has a value", () => {
    const { health, reason } = componentHealth(bearing, { "vibration.mean": Number.NaN }, units);
    assert.equal(health, null);
    assert.match(reason, /no value yet of vibration\.mean, temperature\.mean/);
  });

  it("falls when an indicator goes towards failure, in either direction", () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (healthy, failed, a, b) => {
          fc.pre(Math.abs(failed - healthy) > 1e-3);
          const at = (share: number): number =>
            indicatorScore({ feature: "x", healthy, failed }, healthy + share * (failed - healthy));
          assert.ok(a <= b ? at(a) >= at(b) - 1e-9 : at(a) <= at(b) + 1e-9);
        },
      ),
    );
  });

  it("smooths over the data's time: after one time constant 63 % of a step", () => {
    assert.ok(Math.abs(smoothHealth(1, 0, 6, 6) - Math.exp(-1)) < 1e-12);
    assert.equal(smoothHealth(null, 0.4, 1, 6), 0.4);
    assert.equal(smoothHealth(1, 0.4, 1, 0), 0.4);
  });
});
