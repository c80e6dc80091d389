import { inverseSymmetric } from "./inverse-symmetric.ts";

/** Something that is not measured itself, and between which values it can lie. */
export interface Unknown {
  readonly start: number;
  readonly min: number;
  readonly max: number;
}

/** Unknowns that explain the measured quantities best, and what that leaves open. */
export interface Fit {
  readonly values: readonly number[];
  /** What the model gives for them, in the order of the measured quantities. */
  readonly computed: ArrayLike<number>;
  /** Sum of the squared residuals, each in its standard deviations. */
  readonly cost: number;
  /** Standard deviation of a computed quantity, by that of the measured ones alone. */
  sdOf(quantity: number): number;
}

const MOST_STEPS = 12;
/** Share of an unknown's range by which a derivative is taken, and below which a step is none. */
const NUDGE = 1e-4;
/** Keeps apart what the measurements do not tell apart: far weaker than any sensor. */
const RIDGE = 1e-6;

/**
 * Fits a model's unknowns to measured quantities by weighted least squares: Gauss–Newton with halved steps, inside of bounds. In
 * process engineering this is data reconciliation (Narasimhan & Jordache, Data Reconciliation and Gross Error Detection, 2000).
 *
 * @param measured values in the order of `compute`
 * @param sd standard deviation of each; Infinity: it has no say
 * @param compute what the model gives for values of the unknowns
 */
export const reconcile = (
  measured: ArrayLike<number>,
  sd: ArrayLike<number>,
  unknowns: readonly Unknown[],
  compute: (values: readonly number[]) => ArrayLike<number>,
): Fit => {
  const n = measured.length;
  const white = (computed: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => ((measured[i] ?? 0) - (computed[i] ?? 0)) / (sd[i] ?? 1) || 0);
  const costOf = (residual: Float64Array): number => residual.reduce((sum, one) => sum + one * one, 0);

  let values = unknowns.map(({ start, min, max }) => Math.min(max, Math.max(min, start)));
  let computed = compute(values);
  let cost = costOf(white(computed));
  for (let step = 0; step < MOST_STEPS; step++) {
    const slopes = slopesOf(values, unknowns, computed, compute);
    const wanted = direction(slopes, sd, white(computed), unknowns, values);
    let share = 1;
    let tried = values;
    let next = computed;
    let nextCost = Number.POSITIVE_INFINITY;
    for (; share > 1e-3; share /= 2) {
      tried = values.map((value, j) => {
        const { min, max } = unknowns[j] ?? { min: value, max: value };
        return Math.min(max, Math.max(min, value + share * (wanted[j] ?? 0)));
      });
      next = compute(tried);
      nextCost = costOf(white(next));
      if (nextCost < cost) break;
    }
    if (!(nextCost < cost)) break;
    const settled = cost - nextCost < 1e-6 * (1 + cost);
    values = tried;
    computed = next;
    cost = nextCost;
    if (settled) break;
  }
  return { values, computed, cost, sdOf: spreadOf(values, unknowns, computed, sd, white(computed), compute) };
};

type Slopes = readonly Float64Array[];

/** Change of each quantity over the whole range of each unknown; one array an unknown. */
const slopesOf = (
  values: readonly number[],
  unknowns: readonly Unknown[],
  computed: ArrayLike<number>,
  compute: (values: readonly number[]) => ArrayLike<number>,
): Slopes =>
  unknowns.map(({ min, max }, j) => {
    const at = values[j] ?? 0;
    const span = max - min;
    const nudge = at + NUDGE * span <= max ? NUDGE : -NUDGE;
    const moved = compute(values.map((value, k) => (k === j ? at + nudge * span : value)));
    return Float64Array.from({ length: computed.length }, (_, i) => ((moved[i] ?? 0) - (computed[i] ?? 0)) / nudge);
  });

/** Normal equations of the unknowns that are not held by a bound, in units of their ranges. */
const normal = (slopes: Slopes, sd: ArrayLike<number>): Float64Array => {
  const size = slopes.length;
  const matrix = new Float64Array(size * size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      let sum = r === c ? RIDGE : 0;
      slopes[r]?.forEach((slope, i) => {
        sum += (slope * (slopes[c]?.[i] ?? 0)) / (sd[i] ?? 1) ** 2;
      });
      matrix[r * size + c] = sum;
    }
  }
  return matrix;
};

const gradient = (slope: Float64Array | undefined, sd: ArrayLike<number>, residual: Float64Array): number =>
  slope?.reduce((sum, one, i) => sum + (one / (sd[i] ?? 1)) * (residual[i] ?? 0), 0) ?? 0;

/** Which unknowns the fit may move: not those that are pressed against a bound. */
const isFree = (
  slopes: Slopes,
  sd: ArrayLike<number>,
  residual: Float64Array,
  unknowns: readonly Unknown[],
  values: readonly number[],
): boolean[] =>
  unknowns.map(({ min, max }, j) => {
    const pull = gradient(slopes[j], sd, residual);
    const value = values[j] ?? 0;
    return !(value <= min && pull < 0) && !(value >= max && pull > 0);
  });

/** Gauss–Newton's step, in the unknowns' own units. */
const direction = (
  slopes: Slopes,
  sd: ArrayLike<number>,
  residual: Float64Array,
  unknowns: readonly Unknown[],
  values: readonly number[],
): Float64Array => {
  const free = isFree(slopes, sd, residual, unknowns, values);
  const places = free.flatMap((one, j) => (one ? [j] : []));
  const kept = places.map((j) => slopes[j] ?? new Float64Array());
  const inverse = inverseSymmetric(normal(kept, sd), kept.length);
  const pulls = kept.map((slope) => gradient(slope, sd, residual));
  const step = new Float64Array(unknowns.length);
  places.forEach((j, r) => {
    const { min, max } = unknowns[j] ?? { min: 0, max: 0 };
    const share = pulls.reduce((sum, pull, c) => sum + (inverse[r * kept.length + c] ?? 0) * pull, 0);
    step[j] = share * (max - min);
  });
  return step;
};

const spreadOf = (
  values: readonly number[],
  unknowns: readonly Unknown[],
  computed: ArrayLike<number>,
  sd: ArrayLike<number>,
  residual: Float64Array,
  compute: (values: readonly number[]) => ArrayLike<number>,
): Fit["sdOf"] => {
  let known: { readonly kept: Slopes; readonly inverse: Float64Array } | undefined;
  const solve = () => {
    const slopes = slopesOf(values, unknowns, computed, compute);
    const free = isFree(slopes, sd, residual, unknowns, values);
    const kept = slopes.filter((_, j) => free[j]);
    return { kept, inverse: inverseSymmetric(normal(kept, sd), kept.length) };
  };
  return (quantity) => {
    known ??= solve();
    const { kept, inverse } = known;
    let variance = 0;
    kept.forEach((slope, r) => {
      kept.forEach((other, c) => {
        variance += (slope[quantity] ?? 0) * (other[quantity] ?? 0) * (inverse[r * kept.length + c] ?? 0);
      });
    });
    return Math.sqrt(Math.max(0, variance));
  };
};
