import { BEARING_FAULTS, type BearingFault } from "./bearing-fault.ts";
import { type FaultOrders, faultLineAmplitude } from "./fault-lines.ts";

/** The first two lines of a fault in the envelope spectrum of a band, as multiples of the noise floor. */
export interface BandLines {
  readonly first: number;
  readonly second: number;
}

/** Fewer bins around a line make no floor. */
const MIN_FLOOR_BINS = 20;

/** A ball strikes both races in a turn of its own, so its first line is twice its spin. */
export const firstLineOrders = ({ bpfo, bpfi, bsf }: FaultOrders): Readonly<Record<BearingFault, number>> => ({
  outerRace: bpfo,
  innerRace: bpfi,
  ball: 2 * bsf,
});

/**
 * Lines of each fault over the median amplitude from 0.6 to 1.4 times the line's frequency.
 *
 * @param amplitudes envelope spectrum from bin 0
 * @returns NaN for a line that can't be told: beyond the spectrum, or with too few bins around it
 */
export const bandLines = (
  amplitudes: Float64Array,
  dfHz: number,
  shaftHz: number,
  orders: FaultOrders,
): Readonly<Record<BearingFault, BandLines>> => {
  const firsts = firstLineOrders(orders);
  const linesOf = (fault: BearingFault): BandLines => ({
    first: overFloor(amplitudes, dfHz, firsts[fault] * shaftHz),
    second: overFloor(amplitudes, dfHz, 2 * firsts[fault] * shaftHz),
  });
  const [outerRace, innerRace, ball] = BEARING_FAULTS;
  return { outerRace: linesOf(outerRace), innerRace: linesOf(innerRace), ball: linesOf(ball) };
};

const overFloor = (amplitudes: Float64Array, dfHz: number, lineHz: number): number => {
  const from = Math.max(1, Math.round((0.6 * lineHz) / dfHz));
  const around = amplitudes.slice(from, Math.round((1.4 * lineHz) / dfHz)).sort();
  if (!(around.length >= MIN_FLOOR_BINS)) return Number.NaN;
  return faultLineAmplitude(amplitudes, dfHz, lineHz) / (around[around.length >> 1] as number);
};
