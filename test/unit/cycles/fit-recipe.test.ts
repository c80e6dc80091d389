import assert from "node:assert/strict";
import { addCycle, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import { fitIndices } from "../../../models/prognosis/cycles/fit-indices.ts";
import { type Cycle, fitRecipe, type RecipePlan } from "../../../models/prognosis/cycles/fit-recipe.ts";
import { createRandom } from "../../../models/random/random.ts";
import { exampleRecipe } from "./example-recipe.ts";

const random = createRandom(4);
const NOISE = 0.3;
/** Wear that rises from 0 to 1 shows in three of four channels, in each condition by another amount; one is constant. */
const life = (cycles: number): Cycle[] =>
  Array.from({ length: cycles }, (_, t) => {
    const wear = (t / cycles) ** 2;
    const at = t % 2;
    const noisy = (value: number): number => value + NOISE * random.normal();
    return {
      settings: [100 * at + 0.01 * random.next()],
      values: [noisy(10 + at * 40 + 3 * wear), noisy(5 - (2 + at) * wear), 7, noisy(at * 100 + wear)],
    };
  });
const lives = Array.from({ length: 12 }, (_, i) => life(80 + 10 * i));
const plan: RecipePlan = {
  settings: exampleRecipe.settings,
  channels: ["a", "b", "constant", "c"].map((name) => ({ name, unit: "1" })),
  factors: 1,
  kinds: exampleRecipe.kinds,
  indices: exampleRecipe.indices,
  radius: 0.1,
  mostRegimes: 4,
  fewestCycles: 20,
  clip: 8,
};

describe("the recipe that training lives give", () => {
  it("finds the operating conditions, and leaves out what never varies", () => {
    const recipe = fitRecipe(plan, lives);
    assert.deepEqual(
      recipe?.channels.map(({ name }) => name),
      ["a", "b", "c"],
    );
    assert.deepEqual(
      recipe?.regimes.map(({ settings }) => Math.round(settings[0] ?? Number.NaN)),
      [0, 100],
    );
    assert.equal(fitRecipe({ ...plan, mostRegimes: 1 }, lives), undefined, "more conditions than allowed");
    assert.equal(fitRecipe({ ...plan, factors: 4 }, lives), undefined, "more factors than channels");
  });

  it("reads from each cycle a factor that follows the hidden wear in every condition", () => {
    const recipe = fitRecipe(plan, lives);
    assert.ok(recipe);
    const history = emptyCycleHistory(recipe);
    const seen: number[] = [];
    for (const { settings, values } of lives[5] ?? []) {
      const before = (history.average[0] ?? 0) * history.cycles;
      addCycle(history, recipe, settings, [values[0] ?? 0, values[1] ?? 0, values[3] ?? 0]);
      seen.push((history.average[0] ?? 0) * history.cycles - before);
    }
    const wear = seen.map((_, t) => (t / seen.length) ** 2);
    assert.ok(Math.abs(correlation(seen, wear)) > 0.85, `correlation ${correlation(seen, wear)}`);
  });

  it("has ridge indices that find a linear law, without each group nearly the same", () => {
    const made = Array.from({ length: 6 }, () => {
      const base = Array.from({ length: 50 }, () => Float64Array.of(random.normal(), 5 * random.normal()));
      return { base, targets: base.map(([a = 0, b = 0]) => [1 + 2 * a - b]) };
    });
    const { fitted, without } = fitIndices(
      made,
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      6,
      1e-6,
    );
    const row = fitted.weights[0] ?? [];
    const slope = (i: number): number => (row[i + 1] ?? 0) / (fitted.spread[i] ?? 0);
    assert.ok(Math.abs(slope(0) - 2) < 1e-6 && Math.abs(slope(1) + 1) < 1e-6);
    assert.equal(without.length, 3);
    assert.ok(without.every((rows) => Math.abs((rows[0]?.[1] ?? 0) - (row[1] ?? 0)) < 1e-6));
  });
});

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const centred = (list: readonly number[]): number[] => {
    const mean = list.reduce((sum, one) => sum + one, 0) / list.length;
    return list.map((one) => one - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, one, i) => sum + one * (q[i] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
};
