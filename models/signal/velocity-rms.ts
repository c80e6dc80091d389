import type { BinRange } from "./frequency-band.ts";

/** Frequencies over which ISO 20816-1 (4.2) and ISO 20816-3 take broad-band vibration velocity. */
export const VELOCITY_BAND_HZ = { low: 10, high: 1000 } as const;

/**
 * What each bin of an acceleration power spectrum adds to the mean square velocity: (1 / (2 pi f))^2 times the unit.
 * Every line of the spectrum is integrated at its own frequency, never all of them at the shaft's.
 *
 * @param mmS2PerUnit the acceleration unit in mm/s2: 9806.65 for g, 1000 for m/s2
 */
export const velocityWeights = (band: BinRange, dfHz: number, mmS2PerUnit: number): Float64Array =>
  Float64Array.from(
    { length: Math.max(0, band.to - band.from) },
    (_, i) => (mmS2PerUnit / (2 * Math.PI * (band.from + i) * dfHz)) ** 2,
  );

/**
 * RMS of vibration velocity in mm/s (ISO 20816-1) from a window-corrected power spectrum of acceleration.
 *
 * @param weights one for each bin of the band, from `velocityWeights`
 */
export const velocityRms = (power: Float64Array, band: BinRange, weights: Float64Array): number => {
  let sum = 0;
  for (let k = band.from; k < band.to; k++) sum += (power[k] as number) * (weights[k - band.from] as number);
  return Math.sqrt(sum);
};
