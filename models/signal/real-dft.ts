import { createComplexDft } from "./complex-dft.ts";

/** The one-sided DFT of n real samples: floor(n/2) + 1 interleaved complex bins, not scaled. */
export interface RealDft {
  readonly n: number;
  readonly bins: number;
  /** `spectrum` holds 2 * bins numbers. `samples` is kept. */
  transform(spectrum: Float64Array, samples: Float64Array): void;
}

/**
 * An even n takes one complex transform of n / 2: even samples as real parts, odd samples as imaginary parts (which is
 * how n real numbers already lie in memory), then one pass that separates the two spectra and joins them. Numerical
 * Recipes, 3rd ed., 12.3.2.
 */
export const createRealDft = (n: number): RealDft => (n % 2 === 0 ? evenRealDft(n) : oddRealDft(n));

const evenRealDft = (n: number): RealDft => {
  const half = n / 2;
  const dft = createComplexDft(half);
  const packed = new Float64Array(n);
  const twiddles = new Float64Array(half + 2);
  for (let k = 0; 2 * k <= half; k++) {
    twiddles[2 * k] = Math.cos((2 * Math.PI * k) / n);
    twiddles[2 * k + 1] = -Math.sin((2 * Math.PI * k) / n);
  }
  return {
    n,
    bins: half + 1,
    transform(spectrum, samples) {
      dft.transform(packed, samples);
      const dcRe = packed[0] as number;
      const dcIm = packed[1] as number;
      spectrum[0] = dcRe + dcIm;
      spectrum[1] = 0;
      spectrum[n] = dcRe - dcIm;
      spectrum[n + 1] = 0;
      for (let i = 2; i <= half; i += 2) {
        const j = n - i;
        const ar = packed[i] as number;
        const ai = packed[i + 1] as number;
        const br = packed[j] as number;
        const bi = packed[j + 1] as number;
        const evenRe = 0.5 * (ar + br);
        const evenIm = 0.5 * (ai - bi);
        const oddRe = 0.5 * (ai + bi);
        const oddIm = 0.5 * (br - ar);
        const wr = twiddles[i] as number;
        const wi = twiddles[i + 1] as number;
        const turnedRe = wr * oddRe - wi * oddIm;
        const turnedIm = wr * oddIm + wi * oddRe;
        spectrum[i] = evenRe + turnedRe;
        spectrum[i + 1] = evenIm + turnedIm;
        spectrum[j] = evenRe - turnedRe;
        spectrum[j + 1] = turnedIm - evenIm;
      }
    },
  };
};

const oddRealDft = (n: number): RealDft => {
  const dft = createComplexDft(n);
  const bins = (n + 1) / 2;
  const input = new Float64Array(2 * n);
  const output = new Float64Array(2 * n);
  return {
    n,
    bins,
    transform(spectrum, samples) {
      for (let i = 0; i < n; i++) input[2 * i] = samples[i] as number;
      dft.transform(output, input);
      for (let i = 0; i < 2 * bins; i++) spectrum[i] = output[i] as number;
    },
  };
};
