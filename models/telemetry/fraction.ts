/** num / den with as little rounding as two doubles allow: factors such as 1/1000 stay exact. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

export const fraction = (num: number, den = 1): Fraction => {
  const whole = Number.isSafeInteger(num) && Number.isSafeInteger(den) && den !== 0;
  const shared = whole ? gcd(Math.abs(num), Math.abs(den)) || 1 : 1;
  return { num: num / shared, den: den / shared };
};

export const times = (a: Fraction, b: Fraction): Fraction => {
  const left = fraction(a.num, b.den);
  const right = fraction(b.num, a.den);
  return fraction(left.num * right.num, left.den * right.den);
};

export const inverse = (a: Fraction): Fraction => fraction(a.den, a.num);

export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den - b.num * a.den, a.den * b.den);

/** a to an integer power. */
export const power = (a: Fraction, exponent: number): Fraction => {
  let result = fraction(1);
  for (let i = 0; i < Math.abs(exponent); i++) result = times(result, a);
  return exponent < 0 ? inverse(result) : result;
};

export const toNumber = (a: Fraction): number => a.num / a.den;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
