import { TwinError } from "../../models/errors/twin-error.ts";
import type { Telemetry, Waveform } from "../../models/telemetry/telemetry.ts";
import { toWaitingWaveform, WAITING_WAVEFORMS, waitingWaveformId } from "../../models/telemetry/waiting-waveform.ts";
import { isRefusedForGood, type TwinStore } from "../kit/store.ts";
import { sourceErrors } from "./errors.ts";

/** Some 110 MB of snapshots of 4,096 samples: more than a broker saves for a source that was away. */
export const MOST_WAITING = 5000;
const PAGE = 50;

/**
 * Puts each waveform into the store before anybody hears of it, where it waits until a feature extractor has written its features:
 * a waveform that was acknowledged survives `kill -9` on its way there. Without an extractor that has the same store nobody takes
 * them: the newest are kept then.
 *
 * @param assetType id of the asset type, empty if there is none
 * @param tell told of waveforms that had to go although nobody had taken them
 */
export const waveformKeeper = (store: TwinStore, assetType: string, tell: (error: TwinError) => void) => {
  const ids: string[] = [];
  let known: Promise<void> | undefined;

  /** What an earlier run left. */
  const load = async (): Promise<void> => {
    for (let toMs = Number.POSITIVE_INFINITY, more = true; more && ids.length < MOST_WAITING; ) {
      const page = await store.listDocuments({ collection: WAITING_WAVEFORMS, toMs, limit: PAGE });
      ids.unshift(...page.map(({ id }) => id).reverse());
      toMs = page.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
      more = page.length === PAGE;
    }
  };

  const drop = async (id: string): Promise<void> => {
    const untaken = await store.getDocument(WAITING_WAVEFORMS, id);
    if (!untaken) return;
    await store.deleteDocument(WAITING_WAVEFORMS, id);
    tell(new TwinError(sourceErrors.waveformsUntaken, { asset: untaken.owner, most: MOST_WAITING }));
  };

  const put = async (asset: string, waveform: Waveform): Promise<void> => {
    const id = waitingWaveformId(asset, waveform);
    const body = toWaitingWaveform(asset, assetType, waveform);
    const timeMs = waveform.startTime;
    try {
      await store.putDocument({ collection: WAITING_WAVEFORMS, id, owner: asset, timeMs, body });
      ids.push(id);
    } catch (thrown) {
      if (!isRefusedForGood(thrown)) throw thrown;
      tell(new TwinError(sourceErrors.storeRefused, { reason: thrown.message }, thrown));
    }
  };

  return async (batch: readonly Telemetry[]): Promise<void> => {
    const fresh = batch.flatMap(({ asset, waveforms = [] }) => waveforms.map((waveform) => [asset, waveform] as const));
    if (fresh.length === 0) return;
    known ??= load().catch((thrown: unknown) => {
      known = undefined;
      throw thrown;
    });
    await Promise.all([known, ...fresh.map(([asset, waveform]) => put(asset, waveform))]);
    const tooMany = ids.splice(0, Math.max(0, ids.length - MOST_WAITING));
    await Promise.all(tooMany.map(drop));
  };
};
