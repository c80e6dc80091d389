import Type, { type Static } from "typebox";

export const SPECTRUM_TAG = "twinloom/spectrum@1";

/** A chart needs no more points than this: longer spectra are decimated, keeping the highest line of each step. */
export const MAX_SPECTRUM_POINTS = 800;

/**
 * Two amplitude spectra of one waveform, for a chart: of the signal itself, and of its envelope, with the defect
 * frequencies of the bearing as lines to draw. Frequencies ascend; amplitudes are peak values in `unit`.
 */
export const Spectrum = Type.Object({
  schema: Type.Literal(SPECTRUM_TAG),
  asset: Type.String({ minLength: 1 }),
  channel: Type.String(),
  time: Type.Number({ description: "start of the waveform, epoch milliseconds" }),
  unit: Type.String(),
  frequenciesHz: Type.Array(Type.Number(), { maxItems: MAX_SPECTRUM_POINTS }),
  amplitudes: Type.Array(Type.Number(), { maxItems: MAX_SPECTRUM_POINTS }),
  envelopeFrequenciesHz: Type.Array(Type.Number(), { maxItems: MAX_SPECTRUM_POINTS }),
  envelopeAmplitudes: Type.Array(Type.Number(), { maxItems: MAX_SPECTRUM_POINTS }),
  /** Defect name -> first harmonic: `{"bpfo": 107.5, ...}`; empty without bearing data or shaft speed. */
  lines: Type.Record(Type.String(), Type.Number()),
});
export type Spectrum = Static<typeof Spectrum>;
