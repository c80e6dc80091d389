/**
 * Inverse of a symmetric positive definite matrix by Gauss–Jordan elimination, row by row. For the handful of unknowns that a
 * machine has; nothing is gained by more.
 *
 * @param matrix size × size, row after row
 */
export const inverseSymmetric = (matrix: Float64Array, size: number): Float64Array => {
  const left = Float64Array.from(matrix);
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 1;
  for (let pivot = 0; pivot < size; pivot++) {
    scaleRow(left, inverse, pivot, size);
    for (let row = 0; row < size; row++) if (row !== pivot) clearRow(left, inverse, row, pivot, size);
  }
  return inverse;
};

const scaleRow = (left: Float64Array, inverse: Float64Array, row: number, size: number): void => {
  const scale = 1 / (left[row * size + row] ?? 1);
  for (let c = row * size; c < (row + 1) * size; c++) {
    left[c] = (left[c] ?? 0) * scale;
    inverse[c] = (inverse[c] ?? 0) * scale;
  }
};

const clearRow = (left: Float64Array, inverse: Float64Array, row: number, pivot: number, size: number): void => {
  const factor = left[row * size + pivot] ?? 0;
  for (let c = 0; c < size; c++) {
    left[row * size + c] = (left[row * size + c] ?? 0) - factor * (left[pivot * size + c] ?? 0);
    inverse[row * size + c] = (inverse[row * size + c] ?? 0) - factor * (inverse[pivot * size + c] ?? 0);
  }
};
