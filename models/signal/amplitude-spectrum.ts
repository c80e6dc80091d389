/**
 * One-sided amplitudes A[k] = 2/n |X[k]| of a signal without its mean: a sine on a bin shows its own amplitude.
 *
 * @param spectrum interleaved complex bins, not scaled
 * @param n samples of the signal
 * @param amplitudes receives as many values as it has room for, from bin 0
 */
export const amplitudeSpectrum = (spectrum: Float64Array, n: number, amplitudes: Float64Array): void => {
  const scale = 2 / n;
  for (let k = 0; k < amplitudes.length; k++) {
    const re = spectrum[2 * k] as number;
    const im = spectrum[2 * k + 1] as number;
    amplitudes[k] = scale * Math.sqrt(re * re + im * im);
  }
};
