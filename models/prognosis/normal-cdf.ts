/**
 * Probability that a standard normal variable is below `z`, in 0..1, to 1e-14.
 *
 * G. West, "Better approximations to cumulative normal functions", Wilmott Magazine, May 2005 (after Hart 1968).
 */
export const normalCdf = (z: number): number => {
  const x = Math.abs(z);
  const upper = x > 37 ? 0 : x < SPLIT ? Math.exp((-x * x) / 2) * rational(x) : continued(x);
  return z > 0 ? 1 - upper : upper;
};

const SPLIT = 7.07106781186547;
const NUMERATOR = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const DENOMINATOR = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

const horner = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const rational = (x: number): number => horner(NUMERATOR, x) / horner(DENOMINATOR, x);

const continued = (x: number): number =>
  Math.exp((-x * x) / 2) / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / Math.sqrt(2 * Math.PI);
