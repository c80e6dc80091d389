import assert from "node:assert/strict";
import fc from "fast-check";
import { cycleFeatures, cycleVectors } from "../../../models/prognosis/cycles/cycle-features.ts";
import { addCycle, type CycleHistory, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import { exampleRecipe as recipe } from "./example-recipe.ts";

type Cycle = readonly [speed: number, a: number, b: number];
const names = cycleFeatures(recipe).map(({ name }) => name);
const vectorOf = cycleVectors(recipe);
const add = (history: CycleHistory, [speed, a, b]: Cycle): Float64Array => {
  addCycle(history, recipe, [speed], [a, b]);
  return vectorOf(history);
};
const vectors = (cycles: readonly Cycle[]): Float64Array[] => {
  const history = emptyCycleHistory(recipe);
  return cycles.map((cycle) => add(history, cycle));
};
const feature = (vector: Float64Array | undefined, name: string): number => vector?.[names.indexOf(name)] ?? Number.NaN;
const value = fc.double({ min: -50, max: 50, noNaN: true });
const cycle = fc.tuple(fc.constantFrom(0, 100), value, value);

describe("features of a machine that works in cycles", () => {
  it("have a name and a unit each: factor by factor, the count of cycles, the health indices", () => {
    const features = cycleFeatures(recipe);
    assert.deepEqual(names.slice(0, 6), [
      "factor1/mean5",
      "factor1/average",
      "factor1/level10",
      "factor1/slope10",
      "factor1/drift5-3",
      "factor2/mean5",
    ]);
    assert.deepEqual(features.slice(-2), [
      { name: "cycles", unit: "{cycle}" },
      { name: "index1", unit: "1" },
    ]);
    assert.equal(features[3]?.unit, "/{cycle}");
  });

  it("of a straight line are its value and its slope, whatever the condition it is seen in", () => {
    const line = Array.from({ length: 40 }, (_, t): Cycle => {
      const factor = 1 + 0.25 * t;
      return t % 3 === 0 ? [100, 50 + 2 * (factor + 1), 0] : [0, factor, 0];
    });
    const last = vectors(line).at(-1);
    for (const [name, wanted] of [
      ["factor1/level10", 10.75],
      ["factor1/slope10", 0.25],
      ["factor1/average", 5.875],
      ["factor1/drift5-3", feature(last, "factor1/mean5") - 1.25],
      ["index1", 1 + 2 * feature(last, "factor1/mean5")],
      ["cycles", 40],
    ] as const) {
      assert.ok(Math.abs(feature(last, name) - wanted) < 1e-9, `${name} ${feature(last, name)}`);
    }
  });

  it("know nothing of later cycles", () => {
    const later = fc.array(cycle, { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 1, maxLength: 30 }), later, (past, more) => {
        assert.deepEqual(vectors([...past, ...more]).slice(0, past.length), vectors(past));
      }),
    );
  });

  it("are always finite: without a channel, without settings, from the first cycle on", () => {
    const holes = fc.tuple(
      fc.constantFrom(0, 100, Number.NaN, 1e6),
      fc.oneof(value, fc.constant(Number.NaN)),
      fc.oneof(value, fc.constant(Number.POSITIVE_INFINITY)),
    );
    fc.assert(
      fc.property(fc.array(holes, { minLength: 1, maxLength: 30 }), (cycles) => {
        assert.ok(vectors(cycles).every((vector) => vector.every(Number.isFinite)));
      }),
    );
  });

  it("go on the same from a history that was kept as JSON", () => {
    fc.assert(
      fc.property(fc.array(cycle, { maxLength: 20 }), cycle, (before, last) => {
        const history = emptyCycleHistory(recipe);
        for (const one of before) add(history, one);
        const kept: CycleHistory = JSON.parse(JSON.stringify(history));
        assert.deepEqual(add(kept, last), add(history, last));
      }),
    );
  });

  it("stay as they are while a channel is not measured, and tell for how long", () => {
    const history = emptyCycleHistory(recipe);
    add(history, [0, 3, 4]);
    add(history, [0, Number.NaN, 4]);
    const vector = add(history, [0, Number.NaN, 4]);
    assert.equal(feature(vector, "factor1/average"), 3);
    assert.deepEqual(history.unseen, [2, 0]);
  });
});
