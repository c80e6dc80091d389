import assert from "node:assert/strict";
import { outsideTraining } from "../../../models/prognosis/outside-training.ts";

const feature = (name: string) => ({ name, unit: "1", min: 0, median: 5, max: 10, mean: 5, sd: 2 });

describe("the inputs of a forecast", () => {
  it("are outside of what the model was trained on beyond a tenth of the range", () => {
    const features = ["a", "b", "c", "d", "e"].map(feature);
    assert.deepEqual(outsideTraining([11, -1, 11.1, -1.1, 5], features), ["c", "d"]);
  });
});
