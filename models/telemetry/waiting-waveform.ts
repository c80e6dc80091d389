import type { Waveform } from "./telemetry.ts";

/** Collection of the waveforms that were accepted and whose features are not in the store yet. */
export const WAITING_WAVEFORMS = "waveforms-waiting";

/** Collection of the waveforms whose features are in the store: for a backtest, and for who wants to look at them again. */
export const KEPT_WAVEFORMS = "waveforms";

/** A waveform as it waits in the store, as plain JSON. */
export interface WaitingWaveform extends Omit<Waveform, "samples"> {
  readonly asset: string;
  /** Id of the asset type whose channel it is; empty: the source does not know. */
  readonly assetType: string;
  /** Base64 of little-endian float32. */
  readonly samples: string;
}

/** One document a snapshot: the same one kept twice is one. */
export const waitingWaveformId = (asset: string, { channel, startTime }: Pick<Waveform, "channel" | "startTime">) =>
  `${asset}/${channel}/${startTime}`;

/** Channel of a document with such an id. */
export const channelOfWaveform = (asset: string, id: string): string =>
  id.slice(asset.length + 1, Math.max(asset.length + 1, id.lastIndexOf("/")));

export const toWaitingWaveform = (asset: string, assetType: string, waveform: Waveform): WaitingWaveform => {
  const { channel, unit, sampleRateHz, startTime, samples } = waveform;
  return { asset, assetType, channel, unit, sampleRateHz, startTime, samples: Buffer.from(samples).toString("base64") };
};

/** The waveform again; undefined for anything that is none. */
export const readWaitingWaveform = (
  body: unknown,
): { readonly asset: string; readonly assetType: string; readonly waveform: Waveform } | undefined => {
  const { asset, assetType, channel, unit, sampleRateHz, startTime, samples } = (body ??
    {}) as Partial<WaitingWaveform>;
  if (typeof asset !== "string" || typeof assetType !== "string" || typeof channel !== "string") return undefined;
  if (typeof unit !== "string" || typeof sampleRateHz !== "number" || typeof startTime !== "number") return undefined;
  if (typeof samples !== "string") return undefined;
  const waveform = { channel, unit, sampleRateHz, startTime, samples: Buffer.from(samples, "base64") };
  return { asset, assetType, waveform };
};
