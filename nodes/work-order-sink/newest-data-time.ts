import type { TwinStore } from "../kit/store.ts";

/**
 * Newest data time of each machine: when something is done to it, by its own clock. After a restart, before the first
 * forecast, the store's newest features say it.
 */
export const createNewestDataTime = (store: TwinStore | undefined) => {
  const newest = new Map<string, number>();

  const inStore = async (asset: string): Promise<number> => {
    const rows = (await store?.latest("features", { asset }).catch(() => [])) ?? [];
    return Math.max(0, ...rows.map((row) => row.timeMs));
  };

  return {
    seen: (asset: string, timeMs: number): void => {
      newest.set(asset, Math.max(newest.get(asset) ?? 0, timeMs));
    },
    /** 0 if nothing is known of the machine. */
    of: async (asset: string): Promise<number> => newest.get(asset) ?? inStore(asset),
  };
};
