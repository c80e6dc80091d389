import { BAND_EDGES_HZ } from "../../models/signal/band-energies.ts";
import { ENVELOPE_BAND_HZ } from "../../models/signal/envelope.ts";
import type { WaveformFold } from "./pane.ts";

/** Why a waveform feature has no value in a window, in words for the reader of `missing`. */
export const whyMissing = (feature: string, fold: WaveformFold): string => {
  if (fold.count === 0) return fold.bad > 0 ? fold.badReason : "no waveform";
  const { sampleRateHz, n } = fold;
  const nyquistHz = sampleRateHz / 2;
  const dfHz = sampleRateHz / n;
  if (feature === "velocityRms") {
    return `10 to 1000 Hz need a sample rate of 2000 Hz and 0.1 s; the waveform has ${sampleRateHz} Hz and ${n / sampleRateHz} s`;
  }
  if (feature.startsWith("band")) {
    return `the band begins at ${BAND_EDGES_HZ[Number(feature.slice(4)) - 1]} Hz, the waveform ends at ${nyquistHz} Hz`;
  }
  if (feature === "crestFactor" || feature === "kurtosis" || feature === "skewness") return "the signal is constant";
  if (nyquistHz <= ENVELOPE_BAND_HZ.low) {
    return `the envelope needs more than ${ENVELOPE_BAND_HZ.low} Hz, the waveform ends at ${nyquistHz} Hz`;
  }
  return fold.lineReason || `the line lies beyond the spectrum, or below its resolution of ${dfHz} Hz`;
};
