import assert from "node:assert/strict";
import { cycleDoubts } from "../../../models/prognosis/cycles/cycle-doubts.ts";
import { addCycle, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import { exampleRecipe as recipe } from "./example-recipe.ts";

const doubtsAfter = (cycles: number, settings: readonly number[], values: readonly number[]) => {
  const history = emptyCycleHistory(recipe);
  for (let i = 0; i < cycles; i++) addCycle(history, recipe, settings, values);
  return cycleDoubts(history, recipe);
};
const full = doubtsAfter(30, [0], [1, 2]);

describe("doubts about a forecast of a machine that works in cycles", () => {
  it("are none with all channels, a known condition and enough history", () => {
    assert.deepEqual(full, { factor: 1, reasons: [] });
  });

  it("grow with less history, and say so", () => {
    const factors = [20, 15, 10, 5, 1].map((cycles) => doubtsAfter(cycles, [0], [1, 2]).factor);
    assert.deepEqual(
      factors,
      factors.toSorted((a, b) => a - b),
    );
    assert.match(doubtsAfter(5, [0], [1, 2]).reasons[0] ?? "", /^5 cycles of history, calibrated from 20 on/);
  });

  it("grow while channels are not measured, and name them", () => {
    const one = doubtsAfter(30, [0], [1, Number.NaN]);
    const both = doubtsAfter(30, [0], [Number.NaN, Number.NaN]);
    assert.deepEqual(one.reasons, ["not measured now: b"]);
    assert.ok(both.factor > one.factor && one.factor > full.factor);
  });

  it("grow with the distance from the conditions of training, and where the condition is not known", () => {
    const [near, far, unknown] = [[12], [40], [Number.NaN]].map((settings) => doubtsAfter(30, settings, [1, 2]));
    assert.ok((near?.factor ?? 0) > 1 && (far?.factor ?? 0) > (near?.factor ?? 0));
    assert.match(unknown?.reasons[0] ?? "", /operating condition unlike any/);
  });
});
