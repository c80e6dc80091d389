import type { Random } from "../random/random.ts";
import { choleskyFactor } from "./cholesky-factor.ts";
import type { Numbers } from "./physics-model.ts";

/** One dimension of a state in which particles are moved, on a scale where their spread is roughly normal. */
export interface Coordinate {
  readonly key: string;
  to(value: number): number;
  from(coordinate: number): number;
}

const SHRINK = 0.97;

/** Resampling n particles loses of the order of 1/n of the variance and strays by as much: given back, with a margin. */
const INFLATION = 16;

/**
 * Liu & West's kernel (2001, "Combined parameter and state estimation"): draws particles a little to their mean and
 * scatters them by slightly more, so that copies differ again while mean and covariance stay.
 *
 * @param states equally weighted
 */
export const kernelMove = (
  states: readonly Numbers[],
  coordinates: readonly Coordinate[],
  random: Random,
): Numbers[] => {
  const size = coordinates.length;
  const points = states.map((state) => coordinates.map(({ key, to }) => to(state[key] ?? 0)));
  const mean = coordinates.map((_, k) => points.reduce((sum, point) => sum + (point[k] ?? 0), 0) / points.length);
  const factor = choleskyFactor(covariance(points, mean), size);
  const scatter = Math.sqrt(1 + INFLATION / states.length - SHRINK * SHRINK);
  return states.map((state, i) => {
    const normals = coordinates.map(() => random.normal());
    const moved: Record<string, number> = { ...state };
    coordinates.forEach(({ key, from }, row) => {
      let noise = 0;
      for (let k = 0; k <= row; k++) noise += (factor[row * size + k] ?? 0) * (normals[k] ?? 0);
      const centre = mean[row] ?? 0;
      moved[key] = from(centre + SHRINK * ((points[i]?.[row] ?? 0) - centre) + scatter * noise);
    });
    return moved;
  });
};

const covariance = (points: readonly (readonly number[])[], mean: readonly number[]): Float64Array => {
  const size = mean.length;
  const matrix = new Float64Array(size * size);
  for (const point of points) {
    for (let r = 0; r < size; r++) {
      for (let c = 0; c <= r; c++) {
        const product = ((point[r] ?? 0) - (mean[r] ?? 0)) * ((point[c] ?? 0) - (mean[c] ?? 0));
        matrix[r * size + c] = (matrix[r * size + c] ?? 0) + product / points.length;
      }
    }
  }
  return matrix;
};
