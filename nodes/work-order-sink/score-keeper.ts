import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import { scoreOrder } from "../kit/models/score-order.ts";
import type { TwinStore } from "../kit/store.ts";

const COLLECTION = "scores-due";

/**
 * Scores the forecasts of what an order was about when it is closed, in the background. That it is due is on disk before the
 * closing is, so that a power cut between the two leaves no order unscored.
 *
 * @param ofAsset all orders of a machine
 */
export const createScoreKeeper = (
  store: TwinStore | undefined,
  ofAsset: (asset: string) => readonly WorkOrder[],
  onTrouble: (error: unknown) => void,
) => {
  let last: Promise<void> = Promise.resolve();

  const score = async (order: WorkOrder): Promise<void> => {
    if (!store) return;
    await scoreOrder(store, order, ofAsset(order.asset));
    await store.deleteDocument(COLLECTION, order.id);
  };
  /** One after another: each reads much of the store. */
  const queue = (order: WorkOrder): void => {
    last = last.then(() => score(order)).catch(onTrouble);
  };

  return {
    /** Resolves once it is on disk that the order's life is to be scored. */
    hold: async ({ id, asset, updatedTime }: WorkOrder): Promise<void> => {
      await store?.putDocument({ collection: COLLECTION, id, owner: asset, timeMs: updatedTime, body: { order: id } });
    },
    score: queue,
    /** Takes up what an earlier run did not come to. An order that was not closed after all is not scored. */
    load: async (find: (id: string) => WorkOrder | undefined): Promise<void> => {
      for (const { id } of (await store?.listDocuments({ collection: COLLECTION })) ?? []) {
        const order = find(id);
        if (order?.status === "closed") queue(order);
      }
    },
    /** Resolves when all that is due has been scored. */
    done: (): Promise<void> => last,
  };
};
