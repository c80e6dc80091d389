import { spreadEvenly } from "../../models/preview/spread-evenly.ts";
import { type RecordedWaveform, readRecordedWaveform, recordedWaveforms } from "../kit/recorded-waveforms.ts";
import type { HistoryReader } from "./history-reader.ts";

export interface ChosenWaveforms {
  /** By time. */
  readonly chosen: readonly RecordedWaveform[];
  /** How many the store has of the time. */
  readonly of: number;
}

/** Each costs up to a millisecond, and a preview is waited for. */
const MOST_WAVEFORMS = 1000;
/** All that are chosen, together. */
const MOST_SAMPLES = 4_194_304;
const BYTES_A_SAMPLE = 4;
/** The newest of them, where a store has more. */
const MOST_LISTED = 200_000;

/**
 * The waveforms of one machine that a preview runs on. Where there are more than it has time for, they are spread evenly over the whole time,
 * each channel with its share, so that the picture has no end where it is blind.
 *
 * @param isWanted whether a channel's are
 */
export const chooseWaveforms = async (
  reader: HistoryReader,
  asset: string,
  span: { readonly fromMs: number; readonly toMs: number },
  isWanted: (channel: string) => boolean,
): Promise<ChosenWaveforms> => {
  const all = (await recordedWaveforms(reader, asset, span, MOST_LISTED)).filter(({ channel }) => isWanted(channel));
  const byChannel = [...Map.groupBy(all, ({ channel }) => channel).values()];
  const newest = await Promise.all(
    byChannel.flatMap((own) => own.at(-1) ?? []).map((one) => readRecordedWaveform(reader, one)),
  );
  const samples = Math.max(1, ...newest.map((one) => (one?.samples.length ?? 0) / BYTES_A_SAMPLE));
  const most = Math.min(MOST_WAVEFORMS, MOST_SAMPLES / samples);
  const chosen = byChannel.flatMap((own) =>
    spreadEvenly(own, Math.max(1, Math.floor((most * own.length) / all.length))),
  );
  return { chosen: chosen.sort((a, b) => a.startTime - b.startTime), of: all.length };
};
