/** A rate that doubles every `doublingK` and is 1 at `referenceCel` (Montsinger's rule). */
export interface DoublingRule {
  readonly referenceCel: number;
  readonly doublingK: number;
}

/** A temperature on its way from `fromCel` to `settlesAtCel` with a first-order lag. */
export interface TemperatureCourse {
  readonly fromCel: number;
  readonly settlesAtCel: number;
  readonly tauSeconds: number;
}

/** Nodes and weights of Gauss and Legendre's three-point rule on [0, 1]. */
const NODES = [0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)] as const;
const WEIGHTS = [5 / 18, 8 / 18, 5 / 18] as const;
/** Closer than this to where it settles, a temperature counts as steady: the error is under 0.1 % of the rate. */
const STEADY_K = 0.02;

/** The rate at one temperature. */
export const doublingRate = (celsius: number, rule: DoublingRule): number =>
  2 ** ((celsius - rule.referenceCel) / rule.doublingK);

/** Mean of the rate over a step in which the temperature moves: an hour gives the same as sixty minutes. */
export const meanDoublingRate = (course: TemperatureCourse, dtSeconds: number, rule: DoublingRule): number => {
  const { fromCel, settlesAtCel, tauSeconds } = course;
  const off = fromCel - settlesAtCel;
  if (Math.abs(off) < STEADY_K) return doublingRate(settlesAtCel, rule);
  let mean = 0;
  for (let i = 0; i < NODES.length; i++) {
    const celsius = settlesAtCel + off * Math.exp((-(NODES[i] ?? 0) * dtSeconds) / tauSeconds);
    mean += (WEIGHTS[i] ?? 0) * doublingRate(celsius, rule);
  }
  return mean;
};
