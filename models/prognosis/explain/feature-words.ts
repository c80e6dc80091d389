import type { AssetType } from "../../twin/asset-type.ts";
import { OPERATING_HOURS } from "../history-features.ts";

/** The features of a waveform as they stand behind the channel's name. */
const OF_CHANNEL: Readonly<Record<string, string>> = {
  rms: "RMS",
  velocityRms: "velocity RMS",
  crestFactor: "crest factor",
  kurtosis: "kurtosis",
  envelopeRms: "envelope RMS",
  envelopePeak: "highest envelope line",
};

/** The lines of the envelope spectrum, which name the part themselves. */
const LINES: Readonly<Record<string, string>> = {
  bpfo1: "outer-race envelope",
  bpfi1: "inner-race envelope",
  bsf1: "rolling-element envelope",
  ftf1: "cage envelope",
};

/**
 * A base feature as an operator calls it: `vibration.bpfo1` is `Outer-race envelope`, `flow.mean` and `flow.excess` are the
 * label of the channel. A channel is named with a line only where the machine has several waveforms.
 */
export const featureWords = (type: AssetType, base: string): string => {
  if (base === OPERATING_HOURS) return "Hours run";
  const [channel = base, feature = ""] = base.split(".");
  const label = type.channels[channel]?.label ?? channel;
  const line = LINES[feature];
  const waveforms = Object.values(type.channels).filter(({ kind }) => kind === "waveform").length;
  if (line) return waveforms > 1 ? `${label}, ${line}` : `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
  if (feature === "" || feature === "mean" || feature === "excess") return label;
  return `${label} ${OF_CHANNEL[feature] ?? feature.replace(/^band(\d)$/, "energy in band $1")}`;
};
