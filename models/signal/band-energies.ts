import type { BinRange } from "./frequency-band.ts";

/** Edges of the five energy bands in Hz; the last one ends at Nyquist, which belongs to it. */
export const BAND_EDGES_HZ = [10, 1000, 2500, 5000, 8000] as const;

/**
 * Energy of one band: sum of a power spectrum over its bins, in the unit of the signal squared. 0 for an empty band.
 * Bands that tile the axis add up to the mean square of the signal.
 */
export const bandEnergy = (power: Float64Array, band: BinRange): number => {
  let sum = 0;
  for (let k = band.from; k < band.to; k++) sum += power[k] as number;
  return sum;
};
