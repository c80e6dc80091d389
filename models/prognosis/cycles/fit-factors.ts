import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";
import type { Regime } from "./cycle-recipe.ts";
import { type RegimeLoading, regressRegime } from "./regress-regime.ts";
import { smoothLife } from "./smooth-life.ts";
import { choleskyOf, solvePositive } from "./solve-positive.ts";

/** A whole life: the operating condition of each cycle, and its normalised channels, cycles × channels, row-major. */
export interface NormalisedLife {
  readonly regimes: readonly number[];
  readonly z: Float64Array;
}

const SIGMA_CYCLES = 6;
const ITERATIONS = 4;
/** Information that smoothed cycles, and a single one, are held back by. */
const SMOOTH_PRIOR = 1e-3;
const CYCLE_PRIOR = 0.3;

/**
 * A few factors that the channels of all operating conditions follow, smooth over a life: z = offset + loading h + noise, with
 * offset and loading of each condition. Alternating least squares from the principal components of the smoothed channels
 * (factor analysis by conditional steps: Rubin & Thayer, Psychometrika 47:69, 1982, with a kernel smoother in time).
 *
 * @param channels number of channels
 * @param conditions number of operating conditions
 * @returns how the factors of one cycle are read from it, by condition: gain (z - offset)
 */
export const fitFactors = (
  lives: readonly NormalisedLife[],
  channels: number,
  conditions: number,
  factors: number,
): Pick<Regime, "offset" | "gain">[] => {
  let hidden = principal(lives, channels, factors);
  for (let i = 0; i < ITERATIONS; i++) {
    const loadings = regress(lives, hidden, channels, conditions);
    hidden = whitened(
      lives.map((life) => smoothFactors(life, loadings, channels, factors)),
      factors,
    );
  }
  return regress(lives, hidden, channels, conditions).map(({ offset, weighting, information }) => {
    const held = Matrix.add(information, Matrix.eye(factors).mul(CYCLE_PRIOR));
    return { offset, gain: solvePositive(held, weighting).to2DArray() };
  });
};

/** First factors: principal components of the smoothed channels, of unit variance. One matrix a life, cycles × factors. */
const principal = (lives: readonly NormalisedLife[], channels: number, factors: number): Matrix[] => {
  const smooth = lives.map(({ z }) => matrixOf(smoothLife(z, channels, SIGMA_CYCLES), channels));
  const centred = centre(smooth);
  const { eigenvectorMatrix: vectors } = new EigenvalueDecomposition(covariance(centred), { assumeSymmetric: true });
  const main = vectors.subMatrix(0, channels - 1, channels - factors, channels - 1);
  return whitened(
    centred.map((life) => life.mmul(main)),
    factors,
  );
};

const regress = (
  lives: readonly NormalisedLife[],
  hidden: readonly Matrix[],
  channels: number,
  conditions: number,
): RegimeLoading[] =>
  Array.from({ length: conditions }, (_, condition) => {
    const z: Float64Array[] = [];
    const h: number[][] = [];
    lives.forEach(({ regimes, z: all }, life) => {
      regimes.forEach((regime, t) => {
        if (regime !== condition) return;
        z.push(all.subarray(t * channels, (t + 1) * channels));
        h.push(hidden[life]?.getRow(t) ?? []);
      });
    });
    return regressRegime(new Matrix(z.map((row) => Array.from(row))), new Matrix(h));
  });

/** The factors of each cycle of a life by all cycles around it. */
const smoothFactors = (
  { regimes, z }: NormalisedLife,
  loadings: readonly RegimeLoading[],
  channels: number,
  factors: number,
): Matrix => {
  const width = factors * (factors + 1);
  const evidence = new Float64Array(regimes.length * width);
  regimes.forEach((regime, t) => {
    const loading = loadings[regime];
    if (!loading) return;
    const seen = Matrix.columnVector(loading.offset.map((offset, i) => (z[t * channels + i] ?? 0) - offset));
    evidence.set(loading.weighting.mmul(seen).to1DArray(), t * width);
    evidence.set(loading.information.to1DArray(), t * width + factors);
  });
  const smooth = smoothLife(evidence, width, SIGMA_CYCLES);
  const hidden = new Matrix(regimes.length, factors);
  for (let t = 0; t < regimes.length; t++) {
    const row = smooth.subarray(t * width, (t + 1) * width);
    const information = matrixOf(row.slice(factors), factors).add(Matrix.eye(factors).mul(SMOOTH_PRIOR));
    const solved = solvePositive(information, Matrix.columnVector(Array.from(row.slice(0, factors))));
    hidden.setRow(t, solved.to1DArray());
  }
  return hidden;
};

/** Without mean and correlation over all lives, of unit variance. */
const whitened = (lives: readonly Matrix[], factors: number): Matrix[] => {
  const centred = centre(lives);
  const lower = choleskyOf(covariance(centred)).lowerTriangularMatrix;
  const turn = inverse(lower).transpose();
  return centred.map((life) => (life.columns === factors ? life.mmul(turn) : life));
};

const centre = (lives: readonly Matrix[]): Matrix[] => {
  const cycles = lives.reduce((sum, life) => sum + life.rows, 0);
  const [first] = lives;
  const mean = new Array<number>(first?.columns ?? 0).fill(0);
  for (const life of lives) {
    life.sum("column").forEach((sum, i) => {
      mean[i] = (mean[i] ?? 0) + sum / cycles;
    });
  }
  return lives.map((life) => life.clone().subRowVector(mean));
};

const covariance = (centred: readonly Matrix[]): Matrix => {
  const width = centred[0]?.columns ?? 0;
  const cycles = centred.reduce((sum, life) => sum + life.rows, 0);
  const sum = Matrix.zeros(width, width);
  for (const life of centred) sum.add(life.transpose().mmul(life));
  return sum.div(cycles);
};

const matrixOf = (values: Float64Array, columns: number): Matrix =>
  Matrix.from1DArray(values.length / columns, columns, Array.from(values));
