import assert from "node:assert/strict";
import fc from "fast-check";
import { hoursOfShare, shareInHours, shareOfLife } from "../../../models/prognosis/share-of-life.ts";

describe("the share of life that is left", () => {
  it("is in hours what the machine's age makes of it", () => {
    assert.equal(hoursOfShare(0.5, 3), 3);
    assert.equal(hoursOfShare(0.75, 2), 6);
    assert.equal(hoursOfShare(0, 2), 0);
  });

  it("stays between nothing and all of it", () => {
    const share = shareOfLife(0.3, 0.2);
    assert.equal(share.hoursAt(-8), 0);
    assert.equal(share.hoursAt(8), 1);
    assert.ok(Math.abs(share.hoursAt(1) - 0.5) < 1e-15);
  });

  it("never makes more hours than any life that is known", () => {
    assert.equal(shareInHours(shareOfLife(0.9, 0.2), 2, 8).hoursAt(4), 8);
  });

  it("gives the score back that its hours were made of", () => {
    const part = fc.double({ min: 0.05, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(part, part, fc.double({ min: -3, max: 3, noNaN: true }), (share, spread, score) => {
        const left = shareOfLife(share, spread);
        const inHours = shareInHours(left, 5, 1e9);
        fc.pre(left.hoursAt(score) > 1e-6 && left.hoursAt(score) < 1 - 1e-6);
        assert.ok(Math.abs(inHours.scoreOf(inHours.hoursAt(score)) - score) < 1e-6);
      }),
    );
  });
});
