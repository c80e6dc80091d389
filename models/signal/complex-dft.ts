import FFT from "fft.js";
import { createBluestein } from "./bluestein.ts";

/** A discrete Fourier transform of one length; `transform(out, data)` on n interleaved complex numbers. */
export interface ComplexDft {
  readonly n: number;
  /** out[k] = sum over i of data[i] exp(-2 pi j i k / n), not scaled. `data` is kept; `out` must be another array. */
  transform(out: Float64Array, data: Float64Array): void;
}

/** The DFT of length `n`: radix-4 where n is a power of two, else by Bluestein's chirp, exact to rounding. */
export const createComplexDft = (n: number): ComplexDft => {
  if (n === 1) return { n, transform: (out, data) => out.set(data.subarray(0, 2)) };
  if ((n & (n - 1)) !== 0) return createBluestein(n);
  const fft = new FFT(n);
  return { n, transform: (out, data) => fft.transform(out, data) };
};
