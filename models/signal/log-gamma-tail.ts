const MAX_TERMS = 1000;
const TINY = 1e-300;

/**
 * Natural logarithm of the probability that a gamma variable of shape `a` and scale 1 exceeds `x`, by Lentz's continued fraction
 * (Numerical Recipes, 3rd ed., 6.2), which holds where the probability itself is too small for a number. Meant for tails: 0, which
 * is a probability of 1, is returned up to x = a + 1, where the true one is no more telling than a coin.
 */
export const logGammaTail = (a: number, x: number): number => {
  if (!(x > a + 1)) return 0;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i <= MAX_TERMS; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return Math.log(h) - x + a * Math.log(x) - logGamma(a);
};

/** Stirling's series after the recurrence has carried the argument to 10 (Abramowitz & Stegun 6.1.15, 6.1.41): exact to 1e-13. */
const logGamma = (a: number): number => {
  let shift = 0;
  let z = a;
  for (; z < 10; z++) shift += Math.log(z);
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - 1 / (1680 * z ** 7);
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
};
