/** Bins `from` up to, not including, `to`. Empty where from >= to. */
export interface BinRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The bins k of a one-sided spectrum with low <= k df and k df < high (`closed`: <= high), up to Nyquist. A band beyond
 * Nyquist is empty, or cut at Nyquist; it is never moved to where there is data.
 *
 * @param n samples of the signal
 */
export const frequencyBand = (
  lowHz: number,
  highHz: number,
  sampleRateHz: number,
  n: number,
  closed: boolean,
): BinRange => {
  const dfHz = sampleRateHz / n;
  const bins = Math.floor(n / 2) + 1;
  let from = Math.max(0, Math.floor(lowHz / dfHz) - 1);
  while (from < bins && from * dfHz < lowHz) from++;
  let to = from;
  while (to < bins && (to * dfHz < highHz || (closed && to * dfHz === highHz))) to++;
  return { from, to };
};
