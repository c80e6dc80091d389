import { TwinError } from "../../models/errors/twin-error.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { workOrderErrors } from "./errors.ts";
import { type Endpoint, isAtServer, postOrder } from "./rest-request.ts";

const COLLECTION = "work-order-outbox";
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Sends orders to the maintenance system, one after another, each until it has arrived. What has not arrived is kept in the store
 * and tried again after a restart. An order that changes while it waits is sent once, as it is then.
 */
export const createDelivery = (endpoint: Endpoint, store: TwinStore | undefined, world: World) => {
  const pending = new Map<string, WorkOrder>();
  let running = false;

  const deliver = async (order: WorkOrder): Promise<void> => {
    let waitMs = FIRST_WAIT_MS;
    for (let attempt = 0; !world.signal.aborted; attempt++) {
      try {
        if (attempt === 0 || !(await isAtServer(endpoint, order, world.signal)))
          await postOrder(endpoint, order, world.signal);
        return;
      } catch (thrown) {
        if (world.signal.aborted) return;
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        const details = { order: order.id, url: endpoint.url, reason };
        if (attempt === 0) world.fail(new TwinError(workOrderErrors.notDelivered, details, thrown), { payload: order });
        await sleep(waitMs * (0.5 + world.random.next()));
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
        if (pending.get(order.id) !== order) return;
      }
    }
  };

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = world.clock.schedule(ms, () => resolve());
      world.signal.addEventListener(
        "abort",
        () => {
          cancel();
          resolve();
        },
        { once: true },
      );
    });

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (const [id, order] of pending) {
      await deliver(order);
      if (world.signal.aborted) break;
      if (pending.get(id) !== order) continue;
      pending.delete(id);
      await store?.deleteDocument(COLLECTION, id);
    }
    running = false;
    if (pending.size > 0 && !world.signal.aborted) await run();
  };

  const begin = (): void => {
    run().catch((error: unknown) => {
      running = false;
      world.fail(error);
    });
  };

  return {
    /** Takes up what an earlier run could not send. */
    load: async (): Promise<void> => {
      const kept = (await store?.listDocuments({ collection: COLLECTION, limit: 10_000 })) ?? [];
      for (const { id, body } of kept) if (!pending.has(id)) pending.set(id, body as WorkOrder);
      begin();
    },
    /** Resolves once the order waits on disk; sending goes on in the background. */
    send: async (order: WorkOrder): Promise<void> => {
      const { id, asset, updatedTime } = order;
      await store?.putDocument({ collection: COLLECTION, id, owner: asset, timeMs: updatedTime, body: order });
      pending.set(id, order);
      begin();
    },
    waiting: (): number => pending.size,
  };
};
