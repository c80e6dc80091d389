import assert from "node:assert/strict";
import fc from "fast-check";
import { isRetrainDue, RETRAIN_DEFAULTS } from "../../../models/registry/retrain-plan.ts";

const DAY_MS = 86_400_000;

describe("the plan that models are retrained by", () => {
  it("is off until somebody sets it, however long ago the last candidate was", () => {
    fc.assert(
      fc.property(fc.option(fc.nat(), { nil: undefined }), fc.nat(), (last, now) => {
        assert.equal(isRetrainDue(RETRAIN_DEFAULTS, last, now), false);
      }),
    );
  });

  it("is due at once where no candidate was ever made, and then after a month or a quarter", () => {
    for (const [every, days] of [
      ["monthly", 30],
      ["quarterly", 91],
    ] as const) {
      const due = (last: number | undefined, now: number) => isRetrainDue({ every, failures: 3 }, last, now);
      assert.equal(due(undefined, 0), true);
      assert.equal(due(5 * DAY_MS, (5 + days) * DAY_MS - 1), false);
      assert.equal(due(5 * DAY_MS, (5 + days) * DAY_MS), true);
    }
  });
});
