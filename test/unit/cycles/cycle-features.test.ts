import assert from "node:assert/strict";
import fc from "fast-check";
import { cycleFeatures, cycleVector } from "../../../models/prognosis/cycles/cycle-features.ts";
import { addCycle, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import type { CycleKind, CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import { fitRecipe } from "../../../models/prognosis/cycles/fit-recipe.ts";

const KINDS: readonly CycleKind[] = [
  { kind: "now" },
  { kind: "mean", halfLife: 5 },
  { kind: "level", halfLife: 10, ridge: 0 },
  { kind: "slope", halfLife: 10, ridge: 0 },
  { kind: "drift", halfLife: 5, cycles: 3 },
  { kind: "first", cycles: 3 },
];
const recipe: CycleRecipe = {
  settings: [{ name: "speed", unit: "1/min", scale: 100 }],
  channels: [
    { name: "a", unit: "Cel" },
    { name: "b", unit: "bar" },
  ],
  regimes: [
    { settings: [0], share: 0.5, mean: [0, 0], spread: [1, 1] },
    { settings: [100], share: 0.5, mean: [50, -20], spread: [2, 4] },
  ],
  reach: 0.1,
  clip: 100,
  kinds: [...KINDS],
};
const names = cycleFeatures(recipe).map(({ name }) => name);
type Cycle = readonly [speed: number, a: number, b: number];
const vectors = (cycles: readonly Cycle[]): Float64Array[] => {
  const history = emptyCycleHistory(recipe);
  return cycles.map(([speed, a, b]) => {
    addCycle(history, recipe, [speed], [a, b]);
    return cycleVector(history, recipe);
  });
};
const feature = (vector: Float64Array | undefined, name: string): number => vector?.[names.indexOf(name)] ?? Number.NaN;
const value = fc.double({ min: -50, max: 50, noNaN: true });
const cycle = fc.tuple(fc.constantFrom(0, 100), value, value);

describe("features of a machine that works in cycles", () => {
  it("have a name and a unit each, channel by channel, then the count of cycles", () => {
    assert.deepEqual(cycleFeatures(recipe).slice(5, 9), [
      { name: "a/first3", unit: "1" },
      { name: "b/now", unit: "1" },
      { name: "b/mean5", unit: "1" },
      { name: "b/level10", unit: "1" },
    ]);
    assert.deepEqual(cycleFeatures(recipe).at(-1), { name: "cycles", unit: "{cycle}" });
    assert.equal(names[3], "a/slope10");
    assert.equal(cycleFeatures(recipe)[3]?.unit, "/{cycle}");
  });

  it("of a straight line are its value and its slope, whatever the regime it is seen in", () => {
    const line = Array.from({ length: 40 }, (_, t): Cycle => {
      const scaled = 1 + 0.25 * t;
      return t % 3 === 0 ? [100, 50 + 2 * scaled, 0] : [0, scaled, 0];
    });
    const last = vectors(line).at(-1);
    for (const [name, wanted] of [
      ["a/now", 10.75],
      ["a/level10", 10.75],
      ["a/slope10", 0.25],
      ["a/first3", 1.25],
      ["cycles", 40],
    ] as const) {
      assert.ok(Math.abs(feature(last, name) - wanted) < 1e-9, `${name} ${feature(last, name)}`);
    }
  });

  it("know nothing of later cycles", () => {
    fc.assert(
      fc.property(
        fc.array(cycle, { minLength: 1, maxLength: 30 }),
        fc.array(cycle, { maxLength: 10 }),
        (past, later) => {
          assert.deepEqual(vectors([...past, ...later]).slice(0, past.length), vectors(past));
        },
      ),
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
      fc.property(fc.array(cycle, { minLength: 2, maxLength: 20 }), (cycles) => {
        const whole = vectors(cycles).at(-1);
        const history = emptyCycleHistory(recipe);
        const [last, ...before] = cycles.toReversed();
        for (const [speed, a, b] of before.toReversed()) addCycle(history, recipe, [speed], [a, b]);
        const kept = JSON.parse(JSON.stringify(history));
        addCycle(kept, recipe, [last?.[0] ?? 0], [last?.[1] ?? 0, last?.[2] ?? 0]);
        assert.deepEqual(cycleVector(kept, recipe), whole);
      }),
    );
  });

  it("rest on a recipe that finds the operating conditions and leaves out what never varies", () => {
    const cycles = Array.from({ length: 60 }, (_, i) => {
      const at = i % 2 === 0 ? 0 : 100;
      return { settings: [at + (i % 3) / 100], values: [at + (i % 5), 7, at] };
    });
    const plan = {
      settings: recipe.settings,
      channels: ["x", "constant", "regimeOnly"].map((name) => ({ name, unit: "1" })),
      kinds: KINDS,
      radius: 0.1,
      mostRegimes: 4,
      clip: 8,
    };
    const fitted = fitRecipe(plan, cycles);
    assert.deepEqual(
      fitted?.channels.map(({ name }) => name),
      ["x"],
    );
    assert.equal(fitted?.regimes.length, 2);
    assert.ok(Math.abs((fitted?.regimes[1]?.mean[0] ?? 0) - 102) < 1e-9);
    assert.equal(fitRecipe({ ...plan, mostRegimes: 1 }, cycles), undefined, "too many conditions");
  });
});
