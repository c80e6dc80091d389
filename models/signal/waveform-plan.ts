import { TwinError } from "../errors/twin-error.ts";
import { accelerationUnit } from "./acceleration-unit.ts";
import { amplitudeSpectrum } from "./amplitude-spectrum.ts";
import { BAND_EDGES_HZ, bandEnergy } from "./band-energies.ts";
import { createEnvelopePlan, ENVELOPE_BAND_HZ } from "./envelope.ts";
import { envelopePeakBin } from "./envelope-peak.ts";
import { signalErrors } from "./errors.ts";
import { FAULT_LINES, type FaultOrders, faultLineAmplitude, HARMONICS } from "./fault-lines.ts";
import { type BinRange, frequencyBand } from "./frequency-band.ts";
import { hannPower } from "./hann-power.ts";
import { computeMoments, MOMENTS } from "./moments.ts";
import { createRealDft } from "./real-dft.ts";
import { VELOCITY_BAND_HZ, velocityRms, velocityWeights } from "./velocity-rms.ts";
import { FEATURE_AT, WAVEFORM_FEATURES } from "./waveform-features.ts";

/** Fewer samples have no spectrum worth the name. */
export const MIN_SAMPLES = 64;

/** All that depends only on the length, the sample rate and the unit of waveforms. Reuses its arrays: one caller at a time. */
export interface WaveformPlan {
  readonly n: number;
  readonly sampleRateHz: number;
  readonly dfHz: number;
  /** The features of the last waveform by `WAVEFORM_FEATURES`; NaN where it could not be computed. */
  readonly features: Float64Array;
  /** Hann power spectrum of the last waveform, floor(n/2) + 1 bins. */
  readonly power: Float64Array;
  /** Envelope amplitudes of the last waveform, floor(n/2) + 1 bins. */
  readonly envelopeAmplitudes: Float64Array;
  /**
   * Computes `features` without allocating.
   *
   * @param samples n values in the unit of the plan
   * @param shaftHz shaft speed in revolutions per second; NaN: not known, then there are no defect lines
   * @throws TwinError TWIN-SIGNAL-002 another length than planned
   */
  compute(samples: Float32Array | Float64Array, shaftHz: number, orders: FaultOrders | undefined): Float64Array;
}

/**
 * Definitions are those of the functions in this folder; `scipy.signal` gives the same numbers to 1e-9.
 *
 * @param unit UCUM code of an acceleration
 * @throws TwinError TWIN-SIGNAL-001 fewer than 64 samples, -003 sample rate, -004 not an acceleration
 */
export const createWaveformPlan = (n: number, sampleRateHz: number, unit: string): WaveformPlan => {
  if (!(n >= MIN_SAMPLES)) throw new TwinError(signalErrors.tooShort, { found: n, needed: MIN_SAMPLES });
  if (!(sampleRateHz > 0 && sampleRateHz < Infinity)) {
    throw new TwinError(signalErrors.badSampleRate, { found: sampleRateHz });
  }
  const dfHz = sampleRateHz / n;
  const dft = createRealDft(n);
  const bands = energyBands(sampleRateHz, n);
  const velocityBand = frequencyBand(VELOCITY_BAND_HZ.low, VELOCITY_BAND_HZ.high, sampleRateHz, n, true);
  const velocityKnown = dfHz <= VELOCITY_BAND_HZ.low && sampleRateHz >= 2 * VELOCITY_BAND_HZ.high;
  const weights = velocityWeights(velocityBand, dfHz, accelerationUnit(unit).mmS2PerUnit);
  const envelopeBand = belowNyquist(
    frequencyBand(ENVELOPE_BAND_HZ.low, ENVELOPE_BAND_HZ.high, sampleRateHz, n, true),
    n,
  );
  const envelopeKnown = envelopeBand.from < envelopeBand.to;
  const envelopePlan = createEnvelopePlan(n, envelopeBand);

  const moments = new Float64Array(Object.keys(MOMENTS).length);
  const centred = new Float64Array(n);
  const spectrum = new Float64Array(2 * dft.bins);
  const power = new Float64Array(dft.bins);
  const envelopeAmplitudes = new Float64Array(dft.bins);
  const features = new Float64Array(WAVEFORM_FEATURES.length);

  const envelopeFeatures = (shaftHz: number, orders: FaultOrders | undefined): void => {
    features[FEATURE_AT.envelopeRms] = envelopePlan.compute(spectrum, centred);
    dft.transform(spectrum, centred);
    amplitudeSpectrum(spectrum, n, envelopeAmplitudes);
    for (let l = 0; l < FAULT_LINES.length; l++) {
      const lineHz = (orders?.[FAULT_LINES[l] as "bpfo"] ?? Number.NaN) * shaftHz;
      for (let h = 0; h < HARMONICS.length; h++) {
        const at = FEATURE_AT.lines + l * HARMONICS.length + h;
        features[at] = faultLineAmplitude(envelopeAmplitudes, dfHz, (HARMONICS[h] as number) * lineHz);
      }
    }
    const peakBin = envelopePeakBin(envelopeAmplitudes, dfHz);
    features[FEATURE_AT.envelopePeakHz] = peakBin < 0 ? Number.NaN : peakBin * dfHz;
    features[FEATURE_AT.envelopePeak] = envelopeAmplitudes[peakBin] ?? Number.NaN;
  };

  return {
    n,
    sampleRateHz,
    dfHz,
    features,
    power,
    envelopeAmplitudes,
    compute(samples, shaftHz, orders) {
      if (samples.length !== n) throw new TwinError(signalErrors.wrongLength, { found: samples.length, expected: n });
      computeMoments(samples, centred, moments);
      features[FEATURE_AT.rms] = moments[MOMENTS.rms] as number;
      features[FEATURE_AT.peak] = moments[MOMENTS.peak] as number;
      features[FEATURE_AT.crestFactor] = (moments[MOMENTS.peak] as number) / (moments[MOMENTS.rms] as number);
      features[FEATURE_AT.kurtosis] = moments[MOMENTS.kurtosis] as number;
      features[FEATURE_AT.skewness] = moments[MOMENTS.skewness] as number;
      dft.transform(spectrum, centred);
      hannPower(spectrum, n, power);
      for (let b = 0; b < bands.length; b++) {
        const band = bands[b] as BinRange;
        features[FEATURE_AT.band1 + b] = band.from < band.to ? bandEnergy(power, band) : Number.NaN;
      }
      features[FEATURE_AT.velocityRms] = velocityKnown ? velocityRms(power, velocityBand, weights) : Number.NaN;
      if (envelopeKnown) envelopeFeatures(shaftHz, orders);
      else features.fill(Number.NaN, FEATURE_AT.envelopeRms);
      return features;
    },
  };
};

const energyBands = (sampleRateHz: number, n: number): readonly BinRange[] =>
  BAND_EDGES_HZ.map((low, i) => {
    const high = BAND_EDGES_HZ[i + 1];
    return frequencyBand(low, high ?? sampleRateHz / 2, sampleRateHz, n, high === undefined);
  });

/** The Nyquist bin has no phase, so no analytic signal. */
const belowNyquist = ({ from, to }: BinRange, n: number): BinRange => ({ from, to: Math.min(to, Math.ceil(n / 2)) });
