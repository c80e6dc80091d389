import type { BearingEvidence } from "./bearing-evidence.ts";
import { BEARING_FAULTS, type BearingFault } from "./bearing-fault.ts";
import { type LineStrength, lineStrength } from "./line-strength.ts";

/** What speaks for one kind of fault. */
export interface FaultEvidence extends LineStrength {
  /** Mean amplitudes of its first two lines in the band's envelope over the noise floor; NaN if not known. */
  readonly first: number;
  readonly second: number;
}

export interface BearingDiagnosis {
  /** `unknown`: the waveforms are too short or too slow for any of the lines, or the shaft stands still. */
  readonly fault: BearingFault | "none" | "unknown";
  readonly evidence: Readonly<Record<BearingFault, FaultEvidence>>;
}

/** One false alarm in a million diagnoses: at one in ten minutes, less than one in the life of a machine. */
export const MAX_LOG10_FALSE_ALARM = -6;

/**
 * Faint lines carry at least as much power as the noise in their bins, so twice the floor together. Enough waveforms make any
 * trace significant, and healthy bearings do show traces at defect frequencies.
 */
export const MIN_STRENGTH = 2;

/**
 * The second line in the band must stand out of noise. Amplitudes of noise are Rayleigh distributed, so a bin exceeds r times the
 * median with probability 2^(-r^2): 8e-7 at 4.5, which is below one false line in 10,000 diagnoses of 100 bins.
 */
export const SECOND_LINE = 4.5;

/**
 * The first line in the band must be 20 dB over the floor. A round figure chosen after looking at the CWRU records (the weakest race
 * fault there reaches 15, the healthy machine 2): the band has colour, so what is significant there is not yet a fault.
 */
export const FIRST_LINE = 10;

/**
 * Names the fault of a rolling bearing from one or more of its waveforms: the kind whose lines are strongest in the whitened
 * signal, if noise shows such lines less often than `MAX_LOG10_FALSE_ALARM` says and they are at least `MIN_STRENGTH`; else the
 * kind that rings loudest in the band of the envelope, above `FIRST_LINE` and `SECOND_LINE`.
 *
 * Race faults show well. Ball faults often do not: the spot meets a race only while the ball happens to roll on it, and the
 * benchmark of the CWRU records finds many of those with ball faults not to be diagnosed by any of its three methods (Smith &
 * Randall, Mech. Syst. Signal Process. 64-65, 2015). `none` means that no fault shows, not that there is none.
 * `test/unit/signal/real-bearings.test.ts` prints how often each kind is named on real machines.
 *
 * @param measured of waveforms of one bearing in one condition
 */
export const diagnoseBearing = (measured: readonly BearingEvidence[]): BearingDiagnosis => {
  const white = measured.flatMap((one) => one.white ?? []);
  const evidenceOf = (fault: BearingFault): FaultEvidence => ({
    ...lineStrength(white, fault),
    first: mean(measured.map(({ band }) => band[fault].first)),
    second: mean(measured.map(({ band }) => band[fault].second)),
  });
  const evidence = { outerRace: evidenceOf("outerRace"), innerRace: evidenceOf("innerRace"), ball: evidenceOf("ball") };
  const strongest = highest(BEARING_FAULTS, (fault) => evidence[fault].strength);
  if (strongest && standsOut(evidence[strongest])) return { fault: strongest, evidence };
  const loud = BEARING_FAULTS.filter((fault) => rings(evidence[fault]));
  const loudest = highest(loud, (fault) => evidence[fault].first * evidence[fault].second);
  const known = BEARING_FAULTS.some((fault) => white.length > 0 || evidence[fault].first * evidence[fault].second >= 0);
  return { fault: loudest ?? (known ? "none" : "unknown"), evidence };
};

const standsOut = ({ strength, log10FalseAlarm }: FaultEvidence): boolean =>
  log10FalseAlarm < MAX_LOG10_FALSE_ALARM && strength >= MIN_STRENGTH;

const rings = ({ first, second }: FaultEvidence): boolean => first >= FIRST_LINE && second >= SECOND_LINE;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const highest = (of: readonly BearingFault[], by: (fault: BearingFault) => number): BearingFault | undefined =>
  [...of].sort((a, b) => by(b) - by(a))[0];
