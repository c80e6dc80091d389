import { TwinError } from "../../models/errors/twin-error.ts";
import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import type { TwinStore } from "../kit/store.ts";
import { workOrderErrors } from "./errors.ts";

const COLLECTION = "work-orders";
const MAX_ORDERS = 10_000;

type OrderBook = ReturnType<typeof openBook>;

/** The books in use, by their store, with the number of sinks that share each. */
const shelf = new Map<object, { readonly book: OrderBook; sinks: number }>();

/**
 * All orders of a store, one book for all sinks that use it: what one has raised or closed, the others know at once.
 *
 * @param signal aborted when the sink closes
 */
export const createOrderBook = (store: TwinStore | undefined, signal: AbortSignal): OrderBook => {
  const key = store ?? {};
  const shared = shelf.get(key) ?? { book: openBook(store), sinks: 0 };
  shared.sinks++;
  shelf.set(key, shared);
  signal.addEventListener("abort", () => {
    if (--shared.sinks === 0) shelf.delete(key);
  });
  return shared.book;
};

/** Whether any sink of this process knows the order, whatever its store is. */
export const isKnownToAny = (id: string): boolean =>
  [...shelf.values()].some(({ book }) => book.find(id) !== undefined);

/** An order is on disk before anybody hears of it. */
const openBook = (store: TwinStore | undefined) => {
  const orders = new Map<string, WorkOrder>();
  /** By asset: every forecast asks for the orders of its machine. */
  const byAsset = new Map<string, Map<string, WorkOrder>>();

  const remember = (order: WorkOrder): void => {
    orders.set(order.id, order);
    const ofAsset = byAsset.get(order.asset) ?? new Map<string, WorkOrder>();
    byAsset.set(order.asset, ofAsset.set(order.id, order));
  };

  /** What was read may be older by now than what another sink has kept in the meantime. */
  const isNews = ({ id, history }: WorkOrder): boolean => history.length > (orders.get(id)?.history.length ?? -1);

  return {
    load: async (): Promise<void> => {
      const documents = (await store?.listDocuments({ collection: COLLECTION, limit: MAX_ORDERS })) ?? [];
      for (const { body } of documents) {
        const order = body as WorkOrder | null;
        if (order?.schema === WORK_ORDER_TAG && isNews(order)) remember(order);
      }
    },
    /** Rejects with the store's error; the order is then as it was before. */
    keep: async (order: WorkOrder): Promise<void> => {
      const { id, asset, updatedTime } = order;
      await store?.putDocument({ collection: COLLECTION, id, owner: asset, timeMs: updatedTime, body: order });
      remember(order);
    },
    ofAsset: (asset: string): readonly WorkOrder[] => [...(byAsset.get(asset)?.values() ?? [])],
    find: (id: string): WorkOrder | undefined => orders.get(id),
    /** @throws TwinError TWIN-ORDER-002 */
    get: (id: string): WorkOrder => {
      const order = orders.get(id);
      if (!order) throw new TwinError(workOrderErrors.unknownOrder, { order: id || "(no id)" });
      return order;
    },
    /** Newest first. */
    list: (status: string): readonly WorkOrder[] =>
      [...orders.values()]
        .filter((order) => !status || order.status === status)
        .sort((a, b) => b.raisedTime - a.raisedTime),
  };
};
