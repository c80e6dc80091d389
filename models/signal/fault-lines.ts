/** Defects of a rolling bearing by the part they sit on: outer race, inner race, ball (spin), cage. */
export const FAULT_LINES = ["bpfo", "bpfi", "bsf", "ftf"] as const;
export type FaultLine = (typeof FAULT_LINES)[number];

/** Defect frequencies as multiples of the shaft speed, as in `Bearing` of an asset type. */
export type FaultOrders = Readonly<Record<FaultLine, number>>;

export const HARMONICS = [1, 2, 3] as const;

/** Slip of the rolling elements and error of the speed move a line by this share of its frequency to either side. */
export const LINE_TOLERANCE = 0.015;

/**
 * Amplitude of one defect line: the highest of an envelope spectrum within `LINE_TOLERANCE` of `lineHz`, and at least
 * its nearest bin.
 *
 * @param amplitudes envelope spectrum from bin 0, all bins up to Nyquist or as far as lines are looked for
 * @param lineHz frequency of the harmonic, h times the defect frequency
 * @returns NaN where the line lies beyond the spectrum or so low that it falls on 0 Hz
 */
export const faultLineAmplitude = (amplitudes: Float64Array, dfHz: number, lineHz: number): number => {
  const centre = lineHz / dfHz;
  const nearest = Math.floor(centre + 0.5);
  const from = Math.min(nearest, Math.ceil(centre * (1 - LINE_TOLERANCE)));
  const to = Math.max(nearest, Math.floor(centre * (1 + LINE_TOLERANCE)));
  if (!(from >= 1) || to >= amplitudes.length) return Number.NaN;
  let highest = 0;
  for (let k = from; k <= to; k++) highest = Math.max(highest, amplitudes[k] as number);
  return highest;
};
