/** Lower triangle L with L Lᵀ = matrix, row-major; a direction without variance gets a zero column. */
export const choleskyFactor = (matrix: Float64Array, size: number): Float64Array => {
  const lower = new Float64Array(size * size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c <= r; c++) {
      let rest = matrix[r * size + c] ?? 0;
      for (let k = 0; k < c; k++) rest -= (lower[r * size + k] ?? 0) * (lower[c * size + k] ?? 0);
      const pivot = lower[c * size + c] ?? 0;
      if (r === c) lower[r * size + c] = Math.sqrt(Math.max(0, rest));
      else lower[r * size + c] = pivot > 1e-9 ? rest / pivot : 0;
    }
  }
  return lower;
};
