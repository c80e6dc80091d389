import type { Waveform } from "../../models/telemetry/telemetry.ts";
import {
  channelOfWaveform,
  KEPT_WAVEFORMS,
  readWaitingWaveform,
  WAITING_WAVEFORMS,
} from "../../models/telemetry/waiting-waveform.ts";
import type { TwinStore } from "./store.ts";

/** A waveform that a store has; its samples are read when it is its turn. */
export interface RecordedWaveform {
  readonly id: string;
  readonly channel: string;
  readonly startTime: number;
}

const PAGE = 1000;
/** Kept ones first: what waits is there as long as no feature extractor has taken it. */
const COLLECTIONS = [KEPT_WAVEFORMS, WAITING_WAVEFORMS];

/**
 * The waveforms of one machine that a store has, by the time of their first sample, then by channel.
 *
 * @param most so many of the newest, about
 */
export const recordedWaveforms = async (
  { listDocuments }: Pick<TwinStore, "listDocuments">,
  asset: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  most: number,
): Promise<readonly RecordedWaveform[]> => {
  const found = new Map<string, RecordedWaveform>();
  for (const collection of COLLECTIONS) {
    let [untilMs, more] = [toMs, true];
    while (more && found.size < most) {
      const [page, known] = [
        await listDocuments({ collection, owner: asset, fromMs, toMs: untilMs, limit: PAGE, heads: true }),
        found.size,
      ];
      for (const { id, timeMs } of page)
        found.set(id, { id, channel: channelOfWaveform(asset, id), startTime: timeMs });
      // the next page begins with the last one's time again: others may have it too
      untilMs = Math.min(toMs, (page.at(-1)?.timeMs ?? fromMs) + 1);
      more = page.length === PAGE && found.size > known;
    }
  }
  return [...found.values()].sort((a, b) => a.startTime - b.startTime || (a.channel < b.channel ? -1 : 1));
};

/** One of them with its samples; undefined where it is gone by now. */
export const readRecordedWaveform = async (
  { getDocument }: Pick<TwinStore, "getDocument">,
  { id }: RecordedWaveform,
): Promise<Waveform | undefined> => {
  for (const collection of COLLECTIONS) {
    const waveform = readWaitingWaveform((await getDocument(collection, id))?.body)?.waveform;
    if (waveform) return waveform;
  }
  return undefined;
};
