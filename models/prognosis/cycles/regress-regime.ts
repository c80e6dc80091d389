import { Matrix } from "ml-matrix";
import { solvePositive } from "./solve-positive.ts";

/** How the channels follow the factors under one operating condition: z = offset + loading h + noise. */
export interface RegimeLoading {
  readonly offset: number[];
  /** loading' noise⁻¹, factors × channels: weighs the channels by what they tell of the factors. */
  readonly weighting: Matrix;
  /** loading' noise⁻¹ loading, factors × factors: how much one cycle tells. */
  readonly information: Matrix;
}

/** Keeps the regression of a condition with few cycles in bounds. */
const RIDGE = 1e-3;
/** Share of each channel's noise, and least noise, that is added to its variance: no channel is trusted alone. */
const NOISE_SHARE = 0.05;
const LEAST_NOISE = 0.01;

/**
 * Least squares of the normalised channels on the factors, and the covariance of what is left.
 *
 * @param z cycles × channels
 * @param h cycles × factors
 */
export const regressRegime = (z: Matrix, h: Matrix): RegimeLoading => {
  const design = new Matrix(h.rows, h.columns + 1);
  for (let row = 0; row < h.rows; row++) {
    design.set(row, 0, 1);
    for (let i = 0; i < h.columns; i++) design.set(row, i + 1, h.get(row, i));
  }
  const transposed = design.transpose();
  const normal = transposed.mmul(design).add(Matrix.eye(design.columns).mul(RIDGE));
  const coefficients = solvePositive(normal, transposed.mmul(z));
  const rest = Matrix.sub(z, design.mmul(coefficients));
  const noise = rest.transpose().mmul(rest).div(z.rows);
  for (let i = 0; i < noise.rows; i++) {
    noise.set(i, i, noise.get(i, i) + Math.max(NOISE_SHARE * noise.get(i, i), LEAST_NOISE));
  }
  const loading = coefficients.subMatrix(1, h.columns, 0, z.columns - 1).transpose();
  const weighting = solvePositive(noise, loading).transpose();
  return { offset: coefficients.getRow(0), weighting, information: weighting.mmul(loading) };
};
