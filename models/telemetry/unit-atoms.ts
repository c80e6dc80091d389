/**
 * UCUM 2.1 (ucum.org, The Unified Code for Units of Measure), the part that machines use, case-sensitive codes.
 * Logarithmic units (dB, pH) and arbitrary units are left out: they have no factor.
 */

/** What an atom is: `factor` times the unit `of`, e.g. bar = 1e5 Pa. `metric` atoms take prefixes. */
export interface AtomDefinition {
  readonly factor: readonly [num: number, den?: number];
  readonly of: string;
  readonly metric: boolean;
}

/** The seven base units of UCUM, section 4.2; a dimension is the vector of their exponents. */
export const BASE_UNITS = ["m", "s", "g", "rad", "K", "C", "cd"] as const;

/** UCUM table 1, and its binary prefixes left out: no machine quantity uses them. */
export const PREFIXES: Readonly<Record<string, number>> = {
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  da: 1,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
};

const metric = (factor: AtomDefinition["factor"], of: string): AtomDefinition => ({ factor, of, metric: true });
const plain = (factor: AtomDefinition["factor"], of: string): AtomDefinition => ({ factor, of, metric: false });

/** UCUM tables 3 to 9: derived SI units, units outside of SI, customary units. */
export const ATOMS: Readonly<Record<string, AtomDefinition>> = {
  "10*": plain([10], "1"),
  "10^": plain([10], "1"),
  "%": plain([1, 100], "1"),
  "[ppth]": plain([1, 1e3], "1"),
  "[ppm]": plain([1, 1e6], "1"),
  "[ppb]": plain([1, 1e9], "1"),
  "[pi]": plain([Math.PI], "1"),
  mol: metric([6.02214076, 1], "10*23"),
  Hz: metric([1], "s-1"),
  N: metric([1], "kg.m/s2"),
  Pa: metric([1], "N/m2"),
  J: metric([1], "N.m"),
  W: metric([1], "J/s"),
  A: metric([1], "C/s"),
  V: metric([1], "J/C"),
  F: metric([1], "C/V"),
  Ohm: metric([1], "V/A"),
  S: metric([1], "Ohm-1"),
  Wb: metric([1], "V.s"),
  T: metric([1], "Wb/m2"),
  H: metric([1], "Wb/A"),
  lm: metric([1], "cd.sr"),
  lx: metric([1], "lm/m2"),
  Bq: metric([1], "s-1"),
  sr: metric([1], "rad2"),
  deg: plain([2, 360], "[pi].rad"),
  "'": plain([1, 60], "deg"),
  "''": plain([1, 60], "'"),
  circ: plain([2], "[pi].rad"),
  gon: plain([9, 10], "deg"),
  l: metric([1], "dm3"),
  L: metric([1], "dm3"),
  ar: metric([100], "m2"),
  t: metric([1000], "kg"),
  bar: metric([1e5], "Pa"),
  min: plain([60], "s"),
  h: plain([60], "min"),
  d: plain([24], "h"),
  wk: plain([7], "d"),
  a: plain([1461, 4], "d"),
  mo: plain([1461, 48], "d"),
  "[g]": metric([980665, 100000], "m/s2"),
  atm: plain([101325], "Pa"),
  gf: metric([1], "g.[g]"),
  att: plain([1], "kgf/cm2"),
  cal: metric([4184, 1000], "J"),
  eV: metric([1.602176634e-19], "J"),
  P: metric([1], "dyn.s/cm2"),
  dyn: metric([1], "g.cm/s2"),
  St: metric([1], "cm2/s"),
  "m[H2O]": metric([980665, 100], "Pa"),
  "m[Hg]": metric([1333220, 10], "Pa"),
  "[in_i]": plain([254, 100], "cm"),
  "[ft_i]": plain([12], "[in_i]"),
  "[yd_i]": plain([3], "[ft_i]"),
  "[mi_i]": plain([5280], "[ft_i]"),
  "[mil_i]": plain([1, 1000], "[in_i]"),
  "[kn_i]": plain([1852], "m/h"),
  "[lb_av]": plain([45359237, 1e5], "g"),
  "[oz_av]": plain([1, 16], "[lb_av]"),
  "[lbf_av]": plain([1], "[lb_av].[g]"),
  "[psi]": plain([1], "[lbf_av]/[in_i]2"),
  "[gal_us]": plain([231], "[in_i]3"),
  "[cft_i]": plain([1], "[ft_i]3"),
  "[HP]": plain([550], "[ft_i].[lbf_av]/s"),
  "[Btu_IT]": plain([1055.05585262], "J"),
  "[ft_us]": plain([1200, 3937], "m"),
  "[degR]": plain([5, 9], "K"),
};

/** Special units (UCUM section 4.4) on a scale with its own zero: kelvin = value x factor + offset. */
export const TEMPERATURE_SCALES: Readonly<
  Record<string, { factor: readonly [number, number]; offset: readonly [number, number] }>
> = {
  Cel: { factor: [1, 1], offset: [27315, 100] },
  "[degF]": { factor: [5, 9], offset: [229835, 900] },
  "[degRe]": { factor: [5, 4], offset: [27315, 100] },
};
