import type { BearingEvidence } from "../../models/signal/bearing-evidence.ts";
import { SLOTS } from "../../models/signal/scalar-accumulator.ts";
import { WAVEFORM_FEATURES } from "../../models/signal/waveform-features.ts";

/** What the waveforms of one channel add up to within a pane. */
export interface WaveformFold {
  count: number;
  bad: number;
  /** Why the last bad waveform was left out. */
  badReason: string;
  /** Why defect lines are missing in the newest waveform; empty if they are not. */
  lineReason: string;
  newestMs: number;
  sampleRateHz: number;
  n: number;
  readonly newest: Float64Array;
  readonly sums: Float64Array;
  /** How many waveforms had each feature. */
  readonly counts: Float64Array;
  /** What the first few waveforms say of their bearing. */
  readonly evidence: BearingEvidence[];
}

/**
 * The span between two ends of windows of one asset: windows are made of whole panes, so a sample is added once however
 * much windows overlap.
 */
export interface Pane {
  readonly startMs: number;
  readonly endMs: number;
  /** `SLOTS` numbers for each scalar channel. */
  readonly sums: Float64Array;
  /** By index of the waveform channel; undefined: no waveform came. */
  readonly folds: (WaveformFold | undefined)[];
}

export const createPane = (startMs: number, endMs: number, scalars: number, waveforms: number): Pane => ({
  startMs,
  endMs,
  sums: new Float64Array(scalars * SLOTS),
  folds: Array.from({ length: waveforms }, () => undefined),
});

export const createFold = (): WaveformFold => ({
  count: 0,
  bad: 0,
  badReason: "",
  lineReason: "",
  newestMs: Number.NEGATIVE_INFINITY,
  sampleRateHz: Number.NaN,
  n: 0,
  newest: new Float64Array(WAVEFORM_FEATURES.length).fill(Number.NaN),
  sums: new Float64Array(WAVEFORM_FEATURES.length),
  counts: new Float64Array(WAVEFORM_FEATURES.length),
  evidence: [],
});

/** Adds one waveform's features (by `WAVEFORM_FEATURES`, NaN where there is none) to the fold. */
export const addWaveform = (
  fold: WaveformFold,
  features: Float64Array,
  from: Pick<WaveformFold, "newestMs" | "sampleRateHz" | "n" | "lineReason">,
): void => {
  fold.count++;
  for (let i = 0; i < features.length; i++) {
    const value = features[i] as number;
    if (Number.isNaN(value)) continue;
    fold.sums[i] = (fold.sums[i] as number) + value;
    fold.counts[i] = (fold.counts[i] as number) + 1;
  }
  if (from.newestMs < fold.newestMs) return;
  fold.newest.set(features);
  Object.assign(fold, from);
};

/** Joins the fold of another pane of the same window. */
export const joinFold = (to: WaveformFold, from: WaveformFold): void => {
  to.count += from.count;
  to.bad += from.bad;
  to.evidence.push(...from.evidence);
  if (from.bad > 0) to.badReason = from.badReason;
  for (let i = 0; i < to.sums.length; i++) {
    to.sums[i] = (to.sums[i] as number) + (from.sums[i] as number);
    to.counts[i] = (to.counts[i] as number) + (from.counts[i] as number);
  }
  if (from.count === 0 || from.newestMs < to.newestMs) return;
  const { newestMs, sampleRateHz, n, lineReason } = from;
  to.newest.set(from.newest);
  Object.assign(to, { newestMs, sampleRateHz, n, lineReason });
};
