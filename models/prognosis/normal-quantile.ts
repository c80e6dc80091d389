import { normalCdf } from "./normal-cdf.ts";

/**
 * The value that a standard normal variable is below with probability `p`; ±Infinity at 1 and 0. Relative error under
 * 1e-12 between 1e-300 and 1 - 1e-16.
 *
 * P. J. Acklam's rational approximation (2003; error 1.15e-9), refined by one step of Halley's method.
 */
export const normalQuantile = (p: number): number => {
  if (!(p > 0)) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = p < TAIL ? tail(p) : centre(p);
  const error = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - error / (1 + (z * error) / 2);
};

const TAIL = 0.02425;
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

const horner = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const tail = (p: number): number => {
  const q = Math.sqrt(-2 * Math.log(p));
  return horner(C, q) / horner(D, q);
};

const centre = (p: number): number => {
  const q = p - 0.5;
  return (horner(A, q * q) * q) / horner(B, q * q);
};
