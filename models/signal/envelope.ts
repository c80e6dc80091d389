import { createComplexDft } from "./complex-dft.ts";
import type { BinRange } from "./frequency-band.ts";

/** Frequencies in which bearing impacts ring, in Hz; cut below Nyquist where the sample rate is low. */
export const ENVELOPE_BAND_HZ = { low: 2000, high: 10000 } as const;

export interface EnvelopePlan {
  /**
   * @param spectrum one-sided spectrum of the signal without its mean, interleaved complex
   * @param envelope receives n values: the envelope without its mean
   * @returns RMS of the envelope with its mean
   */
  compute(spectrum: Float64Array, envelope: Float64Array): number;
}

/**
 * Envelope of the signal within a band: magnitude of the analytic signal, which is the inverse transform of twice the
 * one-sided spectrum with all bins outside the band set to zero (Hilbert transform and band-pass in one step). The mean
 * is taken off, else the line at 0 Hz leaks into the slow defect frequencies.
 */
export const createEnvelopePlan = (n: number, band: BinRange): EnvelopePlan => {
  const dft = createComplexDft(n);
  const masked = new Float64Array(2 * n);
  const analytic = new Float64Array(2 * n);
  return {
    compute(spectrum, envelope) {
      // The inverse transform has the magnitude of the transform of the conjugate, over n.
      for (let i = 2 * band.from; i < 2 * band.to; i += 2) {
        masked[i] = (2 / n) * (spectrum[i] as number);
        masked[i + 1] = (-2 / n) * (spectrum[i + 1] as number);
      }
      dft.transform(analytic, masked);
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const re = analytic[2 * i] as number;
        const im = analytic[2 * i + 1] as number;
        const square = re * re + im * im;
        const magnitude = Math.sqrt(square);
        envelope[i] = magnitude;
        sum += magnitude;
        squares += square;
      }
      const mean = sum / n;
      for (let i = 0; i < n; i++) envelope[i] = (envelope[i] as number) - mean;
      return Math.sqrt(squares / n);
    },
  };
};
