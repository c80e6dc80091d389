import type { TwinState } from "../../models/twin/twin-state.ts";
import { openJournal } from "../kit/journal.ts";
import type { TwinStore } from "../kit/store.ts";
import type { AssetTrack } from "./asset-track.ts";
import { type KeptAsset, keepAsset, readKeptAsset } from "./kept-asset.ts";

/** A snapshot of the history is kept at least this often, by the data's time; between two of them there is the journal. */
const KEEP_EVERY_MS = 6 * 3_600_000;
const JOURNAL_COLLECTION = "predictor-journal";

/** One asset's history on disk, so that a predictor that was killed forecasts as if it had not been. */
export interface AssetMemory {
  /** What an earlier run kept, and the states that it took after that, oldest first. */
  readonly kept: KeptAsset | undefined;
  readonly missed: readonly TwinState[];
  /** Keeps a state that the track has just taken. Resolves when that is on disk, or has been reported. */
  took(track: AssetTrack, state: TwinState): Promise<void>;
}

/** @param onTrouble told when the store can't be read, and of the first of a row of writes that failed */
export const openAssetMemory = async (
  store: TwinStore,
  nodeId: string,
  asset: string,
  onTrouble: (error: unknown) => void,
): Promise<AssetMemory> => {
  const journal = openJournal(store, JOURNAL_COLLECTION, `${nodeId}/${asset}`);
  const readKept = async () => readKeptAsset(store, nodeId, asset);
  const kept = (await readKept().catch(onTrouble)) ?? undefined;
  const entries = (await journal.load(kept?.journalSeq ?? 0).catch(onTrouble)) ?? [];
  let keptAtMs = kept?.newestMs ?? Number.NEGATIVE_INFINITY;
  let failing = false;

  const write = async (track: AssetTrack, state: TwinState): Promise<void> => {
    const appended = journal.append(state.time, track.brief(state));
    if (state.time - keptAtMs < KEEP_EVERY_MS || !track.betweenSteps()) return appended;
    const journalSeq = journal.lastSeq();
    const snapshot = { ...track.keep(), journalSeq };
    keptAtMs = state.time;
    await appended;
    await keepAsset(store, nodeId, asset, snapshot);
    await journal.clear(journalSeq);
  };

  return {
    kept,
    missed: entries.map(({ body }) => body as TwinState),
    took: async (track, state) => {
      try {
        await write(track, state);
        failing = false;
      } catch (error) {
        keptAtMs = Number.NEGATIVE_INFINITY;
        if (!failing) onTrouble(error);
        failing = true;
      }
    },
  };
};
