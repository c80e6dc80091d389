import { type FaultOrders, faultLineAmplitude } from "./fault-lines.ts";

export type BearingFault = "outerRace" | "innerRace" | "ball";

/** What speaks for one kind of fault: its first two lines in the envelope spectrum, as multiples of the noise floor. */
export interface FaultEvidence {
  readonly first: number;
  readonly second: number;
}

export interface BearingDiagnosis {
  /** `unknown`: the waveform is too short or too slow for any of the lines, or the shaft stands still. */
  readonly fault: BearingFault | "none" | "unknown";
  readonly evidence: Readonly<Record<BearingFault, FaultEvidence>>;
}

/**
 * The second line must stand out of noise. Amplitudes of noise are Rayleigh distributed, so a bin exceeds r times the
 * median with probability 2^(-r^2): 8e-7 at 4.5, which is below one false line in 10,000 diagnoses of 100 bins.
 */
export const SECOND_LINE = 4.5;

/**
 * The first line must be 20 dB over the floor. A round figure chosen after looking at the CWRU records (the weakest race
 * fault there reaches 15, the healthy machine 2); healthy machines show weak lines at defect frequencies, so what is
 * significant is not yet a fault.
 */
export const FIRST_LINE = 10;

/** Fewer bins around a line make no floor. */
const MIN_FLOOR_BINS = 20;

/**
 * Names the fault of a rolling bearing from the envelope spectrum of one waveform: the kind whose lines stand out most,
 * if its first is `FIRST_LINE` and its second `SECOND_LINE` times the noise floor (median amplitude from 0.6 to 1.4 times
 * the line's frequency). A ball strikes both races in a turn, so its lines are 2 and 4 times the spin frequency (Randall
 * & Antoni, "Rolling element bearing diagnostics - a tutorial", Mech. Syst. Signal Process. 25(2), 2011).
 *
 * Race faults show well. Ball faults often do not: in the CWRU records of ball faults the lines are not there to be seen
 * (Smith & Randall, Mech. Syst. Signal Process. 64-65, 2015). `none` means that no fault shows, not that there is none.
 *
 * @param amplitudes envelope spectrum from bin 0
 * @param orders defect frequencies as multiples of the shaft speed
 */
export const diagnoseBearing = (
  amplitudes: Float64Array,
  dfHz: number,
  shaftHz: number,
  orders: FaultOrders,
): BearingDiagnosis => {
  const evidenceAt = (lineHz: number): FaultEvidence => ({
    first: overFloor(amplitudes, dfHz, lineHz),
    second: overFloor(amplitudes, dfHz, 2 * lineHz),
  });
  const evidence = {
    outerRace: evidenceAt(orders.bpfo * shaftHz),
    innerRace: evidenceAt(orders.bpfi * shaftHz),
    ball: evidenceAt(2 * orders.bsf * shaftHz),
  };
  const kinds = Object.keys(evidence) as BearingFault[];
  const known = kinds.filter((kind) => !Number.isNaN(evidence[kind].first * evidence[kind].second));
  if (known.length === 0) return { fault: "unknown", evidence };
  const strength = (kind: BearingFault): number => evidence[kind].first * evidence[kind].second;
  const shown = known.filter((kind) => evidence[kind].first >= FIRST_LINE && evidence[kind].second >= SECOND_LINE);
  const strongest = shown.sort((a, b) => strength(b) - strength(a))[0];
  return { fault: strongest ?? "none", evidence };
};

/** Amplitude of a line as a multiple of the noise floor around it; NaN where either can't be told. */
const overFloor = (amplitudes: Float64Array, dfHz: number, lineHz: number): number => {
  const from = Math.max(1, Math.round((0.6 * lineHz) / dfHz));
  const around = amplitudes.slice(from, Math.round((1.4 * lineHz) / dfHz)).sort();
  if (!(around.length >= MIN_FLOOR_BINS)) return Number.NaN;
  return faultLineAmplitude(amplitudes, dfHz, lineHz) / (around[around.length >> 1] as number);
};
