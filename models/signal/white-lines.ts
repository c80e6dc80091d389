import { firstLineOrders } from "./band-lines.ts";
import { BEARING_FAULTS } from "./bearing-fault.ts";
import { type FaultOrders, LINE_TOLERANCE } from "./fault-lines.ts";
import { createRealDft } from "./real-dft.ts";

/** The lines of a fault that count: its first and its second. */
export const LINES_PER_FAULT = 2;

/** Places within `LINE_TOLERANCE` at which all lines of a fault are looked for together: they slip by the same share. */
export const SLIPS = 15;

/**
 * A part of a waveform is this long at least, so that bins are 1/16 of the shaft speed: a line stands clear of the shaft's
 * harmonics, and the floor around it is a median of 45 bins and more.
 */
const MIN_REVOLUTIONS = 16;

/** The floor of a line is taken this many times the shaft speed to either side. */
const FLOOR_ORDERS = 1.4;

/** Lines of faults in a signal that has no colour; those of several waveforms of one bearing add up, whatever their speeds. */
export interface WhiteLines {
  /** Parts, half overlapping, that the waveform was cut into. */
  readonly parts: number;
  /**
   * Power over floor summed over the parts, `[fault][line][slip]`. In noise each part adds 1 on average, exponentially
   * distributed.
   */
  readonly power: Float64Array;
}

/** @returns undefined where the signal is too short for the speed, the shaft stands, or there is no floor */
export type MeasureWhiteLines = (signal: Float64Array, shaftHz: number, orders: FaultOrders) => WhiteLines | undefined;

/**
 * Cuts a signal into parts and adds up their spectra (Welch): rolling elements do not roll evenly, so a line is as wide as a bin of
 * a part, and a longer part would only spread it. Reuses its arrays: one caller at a time.
 */
export const createWhiteLines = (sampleRateHz: number): MeasureWhiteLines => {
  const spectra = new Map<number, PartSpectrum>();
  return (signal, shaftHz, orders) => {
    const length = 2 ** Math.ceil(Math.log2((MIN_REVOLUTIONS * sampleRateHz) / Math.max(0, shaftHz)));
    if (!(length <= signal.length)) return undefined;
    const spectrum = spectra.get(length) ?? createPartSpectrum(length);
    spectra.set(length, spectrum);
    const power = new Float64Array(BEARING_FAULTS.length * LINES_PER_FAULT * SLIPS);
    let parts = 0;
    for (let from = 0; from + length <= signal.length; from += length / 2, parts++) {
      if (!addLines(power, spectrum(signal, from), (shaftHz * length) / sampleRateHz, orders)) return undefined;
    }
    return { parts, power };
  };
};

type PartSpectrum = (signal: Float64Array, from: number) => Float64Array;

/** Power of one part under a Hann window, without its mean. */
const createPartSpectrum = (length: number): PartSpectrum => {
  const dft = createRealDft(length);
  const hann = Float64Array.from({ length }, (_, i) => 1 - Math.cos((2 * Math.PI * i) / length));
  const part = new Float64Array(length);
  const bins = new Float64Array(2 * dft.bins);
  const power = new Float64Array(dft.bins);
  return (signal, from) => {
    let mean = 0;
    for (let i = 0; i < length; i++) mean += (signal[from + i] as number) / length;
    for (let i = 0; i < length; i++) part[i] = ((signal[from + i] as number) - mean) * (hann[i] as number);
    dft.transform(bins, part);
    for (let k = 0; k < power.length; k++) power[k] = (bins[2 * k] as number) ** 2 + (bins[2 * k + 1] as number) ** 2;
    return power;
  };
};

/** @returns false where a line lies beyond the spectrum, or there is no floor */
const addLines = (to: Float64Array, power: Float64Array, binsPerOrder: number, orders: FaultOrders): boolean => {
  const around = Math.round(FLOOR_ORDERS * binsPerOrder);
  const firsts = firstLineOrders(orders);
  let at = 0;
  for (const fault of BEARING_FAULTS) {
    for (let line = 1; line <= LINES_PER_FAULT; line++) {
      const bin = line * firsts[fault] * binsPerOrder;
      const centre = Math.round(bin);
      if (!(centre > 1 && centre + around < power.length)) return false;
      const near = power.slice(Math.max(2, centre - around), centre + around + 1).sort();
      // The median of an exponential distribution is ln 2 times its mean.
      const floor = (near[near.length >> 1] as number) / Math.LN2;
      if (!(floor > 0)) return false;
      for (let slip = 0; slip < SLIPS; slip++, at++) {
        const share = LINE_TOLERANCE * ((2 * slip) / (SLIPS - 1) - 1);
        to[at] = (to[at] as number) + (power[Math.round(bin * (1 + share))] as number) / floor;
      }
    }
  }
  return true;
};
