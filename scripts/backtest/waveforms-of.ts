import type { Waveform } from "../../models/telemetry/telemetry.ts";
import { readRecordedWaveform, recordedWaveforms } from "../../nodes/kit/recorded-waveforms.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import type { Span } from "./span.ts";

/** More of one machine in an hour than any source of ours sends. */
const MOST = 100_000;

/** The waveforms of one machine that a store has, in the order of their time; one at a time is in memory. */
export async function* waveformsOf(
  store: Pick<Recorded, "listDocuments" | "getDocument">,
  asset: string,
  span: Span,
): AsyncGenerator<Waveform> {
  for (const one of await recordedWaveforms(store, asset, span, MOST)) {
    const waveform = await readRecordedWaveform(store, one);
    if (waveform) yield waveform;
  }
}
