import { type AbstractMatrix, CholeskyDecomposition, Matrix } from "ml-matrix";

/** X of a X = b for a positive definite a; what rounding made of its symmetry is averaged out. */
export const solvePositive = (a: AbstractMatrix, b: AbstractMatrix): Matrix =>
  choleskyOf(a).solve(Matrix.checkMatrix(b));

/** Lower triangle L of a = L L'. */
export const choleskyOf = (a: AbstractMatrix): CholeskyDecomposition =>
  new CholeskyDecomposition(Matrix.add(a, a.transpose()).div(2));
