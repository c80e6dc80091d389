import assert from "node:assert/strict";
import { probabilityOfFailure } from "../../../models/prognosis/probability-of-failure.ts";
import { sampleDistribution } from "../../../models/prognosis/sample-distribution.ts";
import { urgencyOf } from "../../../models/prognosis/urgency.ts";

const urgencyAtMedian = (hours: number, threshold?: number): string =>
  urgencyOf(probabilityOfFailure(sampleDistribution([hours - 30, hours, hours + 30], 10_000)), threshold);

describe("urgency", () => {
  it("is CRITICAL while the median is under 48 h", () => {
    assert.equal(urgencyAtMedian(47.9), "CRITICAL");
    assert.equal(urgencyAtMedian(48.1), "WARNING");
  });

  it("is WARNING while the median is under a week, NORMAL after", () => {
    assert.equal(urgencyAtMedian(167.9), "WARNING");
    assert.equal(urgencyAtMedian(168.1), "NORMAL");
  });

  it("comes earlier at a lower threshold", () => {
    assert.equal(urgencyAtMedian(70, 0.5), "WARNING");
    assert.equal(urgencyAtMedian(70, 0.1), "CRITICAL");
  });

  it("counts a probability that equals the threshold", () => {
    assert.equal(urgencyOf({ within48h: 0.2, within168h: 0.5 }, 0.5), "WARNING");
    assert.equal(urgencyOf({ within48h: 0.2, within168h: 0.5 }, 0.2), "CRITICAL");
  });
});
