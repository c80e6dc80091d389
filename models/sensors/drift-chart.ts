/** What a chart remembers of one channel's offset; plain JSON. All in the channel's unit but `evidence`. */
export interface DriftChart {
  /** Cumulative sums of the offset beyond half of what counts, above and below. */
  readonly high: number;
  readonly low: number;
  /** Exponentially weighted offset and its standard deviation. */
  readonly offset: number;
  readonly sd: number;
  /** Exponentially weighted sum of chi-squared by which this channel explains what does not fit. */
  readonly evidence: number;
  readonly windows: number;
  /** Windows since both sums were 0, and the sum of their offsets. */
  readonly run: number;
  readonly runSum: number;
}

/** One window's offset of a channel from what the others say. */
export interface Offset {
  readonly offset: number;
  readonly sd: number;
  readonly evidence: number;
}

/** Windows between two false alarms of a channel, in control: a million hours. */
export const FALSE_ALARM_WINDOWS = 1e6;
/** Weight of the newest offset in the smoothed one. */
const NEWEST = 0.2;
const FORGET = 0.9;

export const newDriftChart = (): DriftChart => ({
  high: 0,
  low: 0,
  offset: 0,
  sd: 0,
  evidence: 0,
  windows: 0,
  run: 0,
  runSum: 0,
});

/**
 * The chart after one more window: a two-sided tabular cumulative sum (ISO 7870-4) with reference value half of the offset that
 * counts, beside an exponentially weighted mean that tells how large the offset is. What is no offset by the evidence does not
 * count as one, and a window counts for no more than the offset that counts: a single wild one is nothing.
 *
 * @param driftAbove offset that counts, in the channel's unit
 */
export const nextDriftChart = (
  before: DriftChart,
  { offset, sd, evidence }: Offset,
  driftAbove: number,
): DriftChart => {
  const proven = Math.sign(offset) * Math.min(Math.abs(offset), Math.sqrt(evidence) * sd, driftAbove);
  const reference = driftAbove / 2;
  const most = 2 * decisionInterval(sd, driftAbove);
  const newest = before.windows === 0 ? 1 : NEWEST;
  const high = Math.min(most, Math.max(0, before.high + proven - reference));
  const low = Math.min(most, Math.max(0, before.low - proven - reference));
  const runs = high > 0 || low > 0;
  return {
    high,
    low,
    offset: before.offset + newest * (offset - before.offset),
    sd: Math.sqrt((newest * sd) ** 2 + ((1 - newest) * before.sd) ** 2),
    evidence: FORGET * before.evidence + evidence,
    windows: before.windows + 1,
    run: runs ? before.run + 1 : 0,
    runSum: runs ? before.runSum + offset : 0,
  };
};

/**
 * How far a sum has to go for an alarm, in the channel's unit: by Siegmund's approximation of a one-sided chart's run length,
 * (exp(2kb) − 1 − 2kb) / 2k² with b = h + 1.166 (Siegmund, Sequential Analysis, 1985; Montgomery, ch. 9), solved for a million
 * windows between false alarms; and never less than twice the offset that counts, which takes four windows of it.
 */
export const decisionInterval = (sd: number, driftAbove: number): number => {
  const k = driftAbove / 2 / sd;
  const b = Math.log1p(2 * k * k * FALSE_ALARM_WINDOWS) / (2 * k);
  return Math.max((b - 1.166) * sd, 2 * driftAbove);
};

export const hasDrifted = (chart: DriftChart, sd: number, driftAbove: number): boolean =>
  Math.max(chart.high, chart.low) > decisionInterval(sd, driftAbove);

/** The chart of a sensor that has just been found: its offset is the mean since it began, which no longer lags behind a step. */
export const foundChart = (chart: DriftChart): DriftChart =>
  chart.run === 0 ? chart : { ...chart, offset: chart.runSum / chart.run };

/** Whether a sensor that had drifted is back: its offset is less than half of what counts. */
export const isBackAgain = (chart: DriftChart, driftAbove: number): boolean =>
  chart.windows > 0 && Math.abs(chart.offset) < driftAbove / 2;
