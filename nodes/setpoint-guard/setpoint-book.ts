import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import type { GuardMemory } from "../../models/setpoint/guard-memory.ts";
import { recallGuard } from "../../models/setpoint/recall-guard.ts";
import { seeOrder } from "../../models/setpoint/see-order.ts";
import { SETPOINT_TAG, type Setpoint } from "../../models/setpoint/setpoint.ts";
import type { TwinStore } from "../kit/store.ts";

export const SETPOINT_COLLECTION = "setpoints";
const ORDER_COLLECTION = "work-orders";
const MOST_LISTED = 1000;

/** The set-points of one parameter: in the store, and the newest of them at hand without one. */
export const createSetpointBook = (store: TwinStore | undefined, parameter: string) => {
  const unkept = new Map<string, Setpoint>();

  const list = async (asset: string): Promise<readonly Setpoint[]> => {
    if (!store) return [...unkept.values()].filter((one) => !asset || one.asset === asset).toReversed();
    const query = { collection: SETPOINT_COLLECTION, limit: MOST_LISTED, ...(asset ? { owner: asset } : {}) };
    const bodies = (await store.listDocuments(query)).map(({ body }) => body as Setpoint | null);
    return bodies.filter((body) => body?.schema === SETPOINT_TAG && body.parameter === parameter) as Setpoint[];
  };

  return {
    list,
    /** What was known of a machine before the last stop. */
    recall: async (asset: string): Promise<GuardMemory> => {
      const memory = recallGuard(asset, await list(asset));
      const orders = (await store?.listDocuments({ collection: ORDER_COLLECTION, owner: asset })) ?? [];
      return orders
        .map(({ body }) => body as WorkOrder | null)
        .filter((body) => body?.schema === WORK_ORDER_TAG)
        .reduce((seen, order) => seeOrder(seen, order as WorkOrder), memory);
    },
    /** Resolves when they are on disk; what the plant is told is a point of the measurement `setpoint` too. */
    keep: async (changed: readonly Setpoint[]): Promise<void> => {
      for (const setpoint of changed) {
        const { id, asset, time, history } = setpoint;
        if (store)
          await store.putDocument({ collection: SETPOINT_COLLECTION, id, owner: asset, timeMs: time, body: setpoint });
        else remember(setpoint);
        const value = history.at(-1)?.value;
        if (typeof value !== "number") continue;
        await store?.write([{ measurement: "setpoint", tags: { asset, parameter }, fields: { value }, timeMs: time }]);
      }
    },
  };

  function remember(setpoint: Setpoint): void {
    unkept.delete(setpoint.id);
    unkept.set(setpoint.id, setpoint);
    const [oldest] = unkept.keys();
    if (unkept.size > MOST_LISTED && oldest !== undefined) unkept.delete(oldest);
  }
};
