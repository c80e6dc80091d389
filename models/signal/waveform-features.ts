import { accelerationUnit } from "./acceleration-unit.ts";
import { FAULT_LINES, HARMONICS } from "./fault-lines.ts";

const SHAPE = ["rms", "velocityRms", "peak", "crestFactor", "kurtosis", "skewness"] as const;
const BANDS = ["band1", "band2", "band3", "band4", "band5"] as const;
const LINES = FAULT_LINES.flatMap((line) => HARMONICS.map((harmonic) => `${line}${harmonic}`));

/** Names of the features of one waveform, in the order in which a waveform plan gives them. */
export const WAVEFORM_FEATURES: readonly string[] = [
  ...SHAPE,
  ...BANDS,
  "envelopeRms",
  ...LINES,
  "envelopePeakHz",
  "envelopePeak",
];

/** Places in `WAVEFORM_FEATURES`. */
export const FEATURE_AT = {
  rms: 0,
  velocityRms: 1,
  peak: 2,
  crestFactor: 3,
  kurtosis: 4,
  skewness: 5,
  band1: 6,
  envelopeRms: 11,
  lines: 12,
  envelopePeakHz: 24,
  envelopePeak: 25,
} as const;

/**
 * UCUM code of a waveform feature.
 *
 * @param unit of the waveform, an acceleration
 * @throws TwinError TWIN-SIGNAL-004
 */
export const waveformFeatureUnit = (feature: string, unit: string): string => {
  if (feature === "velocityRms") return "mm/s";
  if (feature === "envelopePeakHz") return "Hz";
  if (feature === "crestFactor" || feature === "kurtosis" || feature === "skewness") return "1";
  return feature.startsWith("band") ? accelerationUnit(unit).squared : unit;
};
