import type { OutputColumn } from "./output-column.ts";
import { expectedValue, valueAt } from "./regression-tree.ts";
import { shapPaths } from "./shap-path.ts";
import { treeShap } from "./tree-shap.ts";

/** Where a forecast comes from: `base` and all contributions add up to `forecast`. */
export interface Explanation {
  /** What is forecast where nothing is known of the inputs. */
  readonly base: number;
  /** One an input, signed. */
  readonly contributions: Float64Array;
  readonly forecast: number;
}

/** The mean of an output's trees over the training rows, with its constant. */
export const baseOf = ({ sums, constant }: OutputColumn): number =>
  sums.reduce((total, { trees, weight }) => {
    return total + weight * trees().reduce((sum, tree) => sum + expectedValue(tree), 0);
  }, constant);

/**
 * The sum of an output's trees, explained by tree SHAP: what is done with the sum afterwards is left out.
 *
 * @param base of `baseOf`
 */
export const explainSum = ({ sums, constant }: OutputColumn, base: number, x: ArrayLike<number>): Explanation => {
  const contributions = new Float64Array(x.length);
  const paths = shapPaths(Math.max(0, ...sums.flatMap(({ trees }) => trees().map(({ depth }) => depth))));
  let forecast = constant;
  for (const { trees, weight } of sums) {
    for (const tree of trees()) {
      forecast += weight * valueAt(tree, x);
      treeShap(tree, x, weight, contributions, paths);
    }
  }
  return { base, contributions, forecast };
};
