import type { Waveform } from "../../models/telemetry/telemetry.ts";
import { KEPT_WAVEFORMS, readWaitingWaveform } from "../../models/telemetry/waiting-waveform.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import type { Span } from "./span.ts";

/** More of one machine in an hour than any source of ours sends. */
const MOST = 10_000;

/** The waveforms of one machine that were kept, by the time of their first sample, then by channel. */
export const recordedWaveforms = async (
  store: Pick<Recorded, "listDocuments">,
  asset: string,
  span: Span,
): Promise<readonly Waveform[]> => {
  const found = await store.listDocuments({ collection: KEPT_WAVEFORMS, owner: asset, ...span, limit: MOST });
  return found
    .flatMap(({ body }) => readWaitingWaveform(body)?.waveform ?? [])
    .sort((a, b) => a.startTime - b.startTime || (a.channel < b.channel ? -1 : 1));
};
