import FFT from "fft.js";
import type { ComplexDft } from "./complex-dft.ts";

/**
 * DFT of any length n as a circular convolution of power-of-two length m >= 2n - 1: ik = (i^2 + k^2 - (k - i)^2) / 2.
 * L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio
 * Electroacoust. 18(4), 1970.
 */
export const createBluestein = (n: number): ComplexDft => {
  const m = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const fft = new FFT(m);
  const chirp = new Float64Array(2 * n);
  const kernel = new Float64Array(2 * m);
  for (let i = 0; i < n; i++) {
    // i^2 mod 2n keeps the angle small: sine and cosine lose digits at large ones.
    const angle = (Math.PI * ((i * i) % (2 * n))) / n;
    const re = Math.cos(angle);
    const im = Math.sin(angle);
    chirp[2 * i] = re;
    chirp[2 * i + 1] = -im;
    kernel[2 * i] = re;
    kernel[2 * i + 1] = im;
    if (i > 0) {
      kernel[2 * (m - i)] = re;
      kernel[2 * (m - i) + 1] = im;
    }
  }
  const kernelSpectrum = new Float64Array(2 * m);
  fft.transform(kernelSpectrum, kernel);
  const work = new Float64Array(2 * m);
  const spectrum = new Float64Array(2 * m);

  return {
    n,
    transform(out, data) {
      work.fill(0, 2 * n);
      multiply(work, data, chirp, n);
      fft.transform(spectrum, work);
      multiply(spectrum, spectrum, kernelSpectrum, m);
      // The inverse transform is the conjugate of the transform of the conjugate, over m.
      for (let i = 1; i < 2 * m; i += 2) spectrum[i] = -(spectrum[i] as number);
      fft.transform(work, spectrum);
      for (let i = 1; i < 2 * n; i += 2) work[i] = -(work[i] as number);
      multiply(out, work, chirp, n);
      for (let i = 0; i < 2 * n; i++) out[i] = (out[i] as number) / m;
    },
  };
};

const multiply = (out: Float64Array, a: Float64Array, b: Float64Array, count: number): void => {
  for (let i = 0; i < 2 * count; i += 2) {
    const ar = a[i] as number;
    const ai = a[i + 1] as number;
    const br = b[i] as number;
    const bi = b[i + 1] as number;
    out[i] = ar * br - ai * bi;
    out[i + 1] = ar * bi + ai * br;
  }
};
