import assert from "node:assert/strict";
import fc from "fast-check";
import { genericWear } from "../../../models/assets/generic-wear/model.ts";
import type { Numbers } from "../../../models/simulation/physics-model.ts";

const any = { ...genericWear.parameters };
const wornTo = (wear: number): Numbers => ({ ...genericWear.initial(any), wear });

/** Hours until the wear is 1, to the second: the last hour only as far as it was needed. */
const lifeAt = (load: number, p: Numbers): number => {
  const hour = genericWear.step(genericWear.initial(p), { load }, 3600, p)["wear"] ?? 0;
  let state = genericWear.initial(p);
  let hours = 0;
  while ((state["wear"] ?? 0) + hour < 1) {
    state = genericWear.step(state, { load }, 3600, p);
    hours++;
  }
  return hours + (1 - (state["wear"] ?? 0)) / hour;
};

describe("the wear of any machine", () => {
  it("lasts its stated life at nominal load, and by the inverse power law at any other", () => {
    const anyLoad = fc.double({ min: 40, max: 150, noNaN: true });
    const anyExponent = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(anyLoad, anyExponent, fc.integer({ min: 50, max: 500 }), (load, loadExponent, lifeHours) => {
        const expected = lifeHours / (load / 100) ** loadExponent;
        const life = lifeAt(load, { ...any, lifeHours, loadExponent });
        assert.ok(Math.abs(life - expected) < 1e-6 * expected, `${life} h, not ${expected} h`);
      }),
      { numRuns: 50 },
    );
    assert.ok(Math.abs(lifeAt(100, any) - (any["lifeHours"] ?? 0)) < 1e-6);
  });

  it("does not wear without load, even where the load does not matter otherwise", () => {
    const p = { ...any, loadExponent: 0 };
    assert.equal(genericWear.step(wornTo(0.3), { load: 0 }, 3600, p)["wear"], 0.3);
  });

  it("shows its wear as the way of the indicator from its value as new to its limit", () => {
    const shown = (wear: number, indicatorShape: number) =>
      genericWear.output(wornTo(wear), { load: 80 }, { ...any, indicatorShape })["wearIndicator"];
    assert.deepEqual([shown(0, 1), shown(0.25, 1), shown(0.25, 0.5), shown(0.5, 2), shown(1, 2)], [0, 25, 50, 25, 100]);
    assert.equal(genericWear.health(wornTo(0.25))["machine"], 0.75);
  });

  it("yields as much as it is loaded, and claims no power that it can't know", () => {
    const { throughputPerHour, quality, powerKw } = genericWear.performance(wornTo(0.5), { load: 80 }, any);
    assert.deepEqual([throughputPerHour, quality, powerKw], [0.8, 1, 0]);
  });
});
