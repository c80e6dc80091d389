/** Where the highest line of an envelope spectrum is looked for, in Hz. */
export const ENVELOPE_PEAK_BAND_HZ = { low: 5, high: 1000 } as const;

/**
 * The bin of the highest line of an envelope spectrum within 5 to 1,000 Hz; the first one of equals.
 *
 * @param amplitudes envelope spectrum from bin 0
 * @returns -1 where the band holds no bin
 */
export const envelopePeakBin = (amplitudes: Float64Array, dfHz: number): number => {
  const from = Math.ceil(ENVELOPE_PEAK_BAND_HZ.low / dfHz);
  const to = Math.min(amplitudes.length - 1, Math.floor(ENVELOPE_PEAK_BAND_HZ.high / dfHz));
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = from; k <= to; k++) {
    const amplitude = amplitudes[k] as number;
    if (amplitude > highest) {
      highest = amplitude;
      best = k;
    }
  }
  return best;
};
