import { TwinError } from "../../models/errors/twin-error.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { isRefusedForGood, type Point, type TwinStore } from "../kit/store.ts";
import { sourceErrors } from "./errors.ts";
import { waveformKeeper } from "./waveform-keeper.ts";

/** How the samples of a source get on disk. */
export interface Ledger {
  /** Resolves when the points and the waveforms of the batch are in the store; rejects if the store is away or full. */
  write(points: readonly Point[], batch: readonly Telemetry[]): Promise<void>;
  /** These were given up unwritten: what is sent again of them is new. */
  dropped(batch: readonly Telemetry[]): void;
}

/**
 * Writes to the twin store. A point that the store refuses for good (a name that it can't keep) is told of and left out, so that it
 * does not hold up the others for ever.
 */
export const storeLedger = (
  store: TwinStore,
  assetType: string,
  tell: (error: TwinError) => void,
  dropped: Ledger["dropped"],
): Ledger => {
  const keepWaveforms = waveformKeeper(store, assetType, tell);

  const writePoints = async (points: readonly Point[]): Promise<void> => {
    try {
      await store.write(points);
    } catch (thrown) {
      if (!isRefusedForGood(thrown)) throw thrown;
      if (points.length <= 1) return tell(new TwinError(sourceErrors.storeRefused, { reason: thrown.message }, thrown));
      const half = points.length >> 1;
      await writePoints(points.slice(0, half));
      await writePoints(points.slice(half));
    }
  };

  return {
    write: async (points, batch) => {
      await Promise.all([points.length > 0 ? writePoints(points) : undefined, keepWaveforms(batch)]);
    },
    dropped,
  };
};
