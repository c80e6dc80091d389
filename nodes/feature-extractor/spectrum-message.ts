import { FAULT_LINES } from "../../models/signal/fault-lines.ts";
import { MAX_SPECTRUM_POINTS, SPECTRUM_TAG, type Spectrum } from "../../models/telemetry/spectrum.ts";
import type { AnalysedWaveform } from "./add-waveform.ts";
import type { WaveformChannel } from "./channel-plan.ts";

/** Defect lines of slow and fast bearings, with harmonics, lie below this. */
const ENVELOPE_CHART_HZ = 1000;

/**
 * The spectra of the waveform just analysed, for a chart: amplitudes, decimated so that no peak is lost.
 *
 * @param timeMs start of the waveform
 */
export const spectrumMessage = (
  asset: string,
  channel: WaveformChannel,
  timeMs: number,
  { plan, shaftHz }: AnalysedWaveform,
): Spectrum => {
  const { dfHz, power, envelopeAmplitudes } = plan;
  const shown = Math.min(envelopeAmplitudes.length, Math.floor(ENVELOPE_CHART_HZ / dfHz) + 1);
  const signal = decimate(power, power.length, dfHz, amplitudeOf);
  const envelope = decimate(envelopeAmplitudes, shown, dfHz, Number);
  const lines: Record<string, number> = {};
  if (channel.orders && shaftHz > 0) for (const line of FAULT_LINES) lines[line] = channel.orders[line] * shaftHz;
  return {
    schema: SPECTRUM_TAG,
    asset,
    channel: channel.name,
    time: timeMs,
    unit: channel.unit,
    frequenciesHz: signal.frequenciesHz,
    amplitudes: signal.amplitudes,
    envelopeFrequenciesHz: envelope.frequenciesHz,
    envelopeAmplitudes: envelope.amplitudes,
    lines,
  };
};

/** A sine of amplitude a on bin k has a^2 / 3 of window-corrected power there, the rest on its two neighbours. */
const amplitudeOf = (power: number): number => Math.sqrt(3 * power);

/** Steps of equal width, each shown by its highest bin; bin 0 is left out. */
const decimate = (bins: Float64Array, count: number, dfHz: number, amplitude: (bin: number) => number) => {
  const step = Math.ceil((count - 1) / MAX_SPECTRUM_POINTS);
  const frequenciesHz: number[] = [];
  const amplitudes: number[] = [];
  for (let from = 1; from < count; from += step) {
    let best = from;
    for (let k = from + 1; k < Math.min(from + step, count); k++) {
      if ((bins[k] as number) > (bins[best] as number)) best = k;
    }
    frequenciesHz.push(best * dfHz);
    amplitudes.push(amplitude(bins[best] as number));
  }
  return { frequenciesHz, amplitudes };
};
