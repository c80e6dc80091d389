import assert from "node:assert/strict";
import fc from "fast-check";
import {
  expectedValue,
  nextNode,
  type RegressionTree,
  shareOf,
  valueAt,
} from "../../../../models/prognosis/explain/regression-tree.ts";
import { treeShap } from "../../../../models/prognosis/explain/tree-shap.ts";
import { sketches, treeOf } from "../../../support/random-tree.ts";

const FEATURES = 4;

const shapOf = (tree: RegressionTree, x: readonly number[]): Float64Array => {
  const contributions = new Float64Array(x.length);
  treeShap(tree, x, 1, contributions);
  return contributions;
};

/** Algorithm 1 of Lundberg et al.: the forecast where only some of the inputs are known. */
const knowing = (tree: RegressionTree, x: readonly number[], known: ReadonlySet<number>, node = 0): number => {
  const feature = tree.feature[node] ?? -1;
  if (feature < 0) return tree.value[node] ?? 0;
  if (known.has(feature)) return knowing(tree, x, known, nextNode(tree, node, x));
  return [tree.left[node] ?? 0, tree.right[node] ?? 0].reduce(
    (sum, child) => sum + shareOf(tree, child, node) * knowing(tree, x, known, child),
    0,
  );
};

/** Shapley's own formula: a mean over the orders in which the inputs become known. */
const byOrders = (tree: RegressionTree, x: readonly number[]): number[] => {
  const sums = x.map(() => 0);
  const orders = permutations(x.map((_, i) => i));
  for (const order of orders) {
    const known = new Set<number>();
    for (const i of order) {
      const before = knowing(tree, x, known);
      known.add(i);
      sums[i] = (sums[i] ?? 0) + (knowing(tree, x, known) - before) / orders.length;
    }
  }
  return sums;
};

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

const inputs = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: FEATURES, maxLength: FEATURES });
const trees = sketches(FEATURES, 5).map(treeOf);

const near = (found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-9): void => {
  assert.equal(found.length, wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    assert.ok(Math.abs((found[i] ?? Number.NaN) - (wanted[i] ?? 0)) < tolerance, `${i}: ${found[i]}, not ${wanted[i]}`);
  }
};

describe("tree SHAP", () => {
  const tree = treeOf({
    feature: 0,
    threshold: 1,
    below: { value: 2, cover: 1 },
    above: { feature: 1, threshold: 1, below: { value: 4, cover: 1 }, above: { value: 10, cover: 2 } },
  });

  it("gives what one finds by hand", () => {
    // mean 2/4 + 3/4 (4/3 + 20/3) = 6.5; knowing x0 8; knowing x1 3.5; knowing both 4
    near([expectedValue(tree)], [6.5]);
    near(shapOf(tree, [2, 0]), [(8 - 6.5 + (4 - 3.5)) / 2, (3.5 - 6.5 + (4 - 8)) / 2]);
    // knowing x0 8; knowing x1 8; knowing both 10
    near(shapOf(tree, [2, 2]), [1.75, 1.75]);
  });

  it("gives an input that no branch asks nothing, and adds by the weight of the tree", () => {
    const contributions = Float64Array.of(1, 1, 1);
    treeShap(tree, [2, 0, 5], 2, contributions);
    near(contributions, [3, -6, 1]);
  });

  it("is Shapley's mean over all orders", () => {
    fc.assert(
      fc.property(trees, inputs, (random, x) => {
        near(shapOf(random, x), byOrders(random, x));
      }),
      { numRuns: 150 },
    );
  });

  it("adds up to the forecast minus the mean", () => {
    fc.assert(
      fc.property(trees, inputs, (random, x) => {
        const sum = shapOf(random, x).reduce((total, one) => total + one, 0);
        near([expectedValue(random) + sum], [valueAt(random, x)]);
      }),
    );
  });

  it("sends a value of the threshold, and a missing one, where the tree says", () => {
    const answers = (orEqual: number, missingLeft: number): number[] => {
      const own = {
        ...tree,
        orEqual: tree.orEqual.map(() => orEqual),
        missingLeft: tree.missingLeft.map(() => missingLeft),
      };
      return [valueAt(own, [1, 0]), valueAt(own, [Number.NaN, 0])];
    };
    assert.deepEqual(answers(0, 0), [4, 4]);
    assert.deepEqual(answers(1, 1), [2, 2]);
  });
});
