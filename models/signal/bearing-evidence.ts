import { amplitudeSpectrum } from "./amplitude-spectrum.ts";
import { type BandLines, bandLines } from "./band-lines.ts";
import type { BearingFault } from "./bearing-fault.ts";
import { createComplexDft } from "./complex-dft.ts";
import { createEnvelopePlan, ENVELOPE_BAND_HZ } from "./envelope.ts";
import type { FaultOrders } from "./fault-lines.ts";
import { frequencyBand } from "./frequency-band.ts";
import { createRealDft } from "./real-dft.ts";
import { createWhiteLines, type WhiteLines } from "./white-lines.ts";
import { whiten } from "./whiten.ts";

/** What one waveform of a bearing says about its faults. */
export interface BearingEvidence {
  /** In the envelope of the band in which bearing impacts ring; NaN where a line can't be told. */
  readonly band: Readonly<Record<BearingFault, BandLines>>;
  /** In the logarithm of the envelope of the whitened signal; undefined where the waveform is too short. */
  readonly white: WhiteLines | undefined;
}

/** Reuses its arrays: one caller at a time. */
export interface BearingEvidencePlan {
  /**
   * @param samples n values of any unit: their scale does not matter
   * @param shaftHz shaft speed in revolutions per second
   */
  measure(samples: Float32Array | Float64Array, shaftHz: number, orders: FaultOrders): BearingEvidence;
}

/**
 * Looks at a waveform in two ways. The envelope of the band from 2 to 10 kHz shows a resonance that a fault rings. Whitening needs no
 * band and takes away what shaft, gears and current put into all of them, and the logarithm keeps single knocks, which are no
 * fault of a bearing, from drowning its lines (Borghesani & Antoni: "CS2 analysis in presence of non-Gaussian background
 * noise - effect on traditional estimators and resilience of log-envelope indicators", Mech. Syst. Signal Process. 90, 2017).
 */
export const createBearingEvidencePlan = (n: number, sampleRateHz: number): BearingEvidencePlan => {
  const dft = createRealDft(n);
  const { from, to } = frequencyBand(ENVELOPE_BAND_HZ.low, ENVELOPE_BAND_HZ.high, sampleRateHz, n, true);
  const band = createEnvelopePlan(n, { from, to: Math.min(to, Math.ceil(n / 2)) });
  const logEnvelope = createLogEnvelope(n);
  const whiteLines = createWhiteLines(sampleRateHz);
  const real = new Float64Array(n);
  const spectrum = new Float64Array(2 * dft.bins);
  const envelopeSpectrum = new Float64Array(2 * dft.bins);
  const amplitudes = new Float64Array(dft.bins);
  return {
    measure(samples, shaftHz, orders) {
      real.set(samples);
      dft.transform(spectrum, real);
      band.compute(spectrum, real);
      dft.transform(envelopeSpectrum, real);
      amplitudeSpectrum(envelopeSpectrum, n, amplitudes);
      const lines = bandLines(amplitudes, sampleRateHz / n, shaftHz, orders);
      // Whitening would make a signal of the rounding errors of a dead sensor.
      if (samples.every((x) => x === samples[0])) return { band: lines, white: undefined };
      whiten(spectrum);
      logEnvelope(spectrum, real);
      return { band: lines, white: whiteLines(real, shaftHz, orders) };
    },
  };
};

/** Logarithm of the squared envelope, from the one-sided spectrum without 0 Hz and Nyquist, which have no phase. */
const createLogEnvelope = (n: number): ((spectrum: Float64Array, to: Float64Array) => void) => {
  const dft = createComplexDft(n);
  const oneSided = new Float64Array(2 * n);
  const analytic = new Float64Array(2 * n);
  return (spectrum, to) => {
    // The inverse transform has the magnitude of the transform of the conjugate.
    for (let k = 1; 2 * k < n; k++) {
      oneSided[2 * k] = spectrum[2 * k] as number;
      oneSided[2 * k + 1] = -(spectrum[2 * k + 1] as number);
    }
    dft.transform(analytic, oneSided);
    for (let i = 0; i < n; i++) {
      const re = analytic[2 * i] as number;
      const im = analytic[2 * i + 1] as number;
      to[i] = Math.log(re * re + im * im + Number.MIN_VALUE);
    }
  };
};
