import { TwinError } from "../../models/errors/twin-error.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { workOrderErrors } from "./errors.ts";
import { type Endpoint, isAtServer, postOrder } from "./rest-request.ts";

const COLLECTION = "work-order-outbox";
const MAX_WAITING = 10_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 300_000;

/** What is told of a delivery; told once for each form of an order, and of the first failure of each. */
export interface DeliveryNews {
  /** The number that waits has changed. */
  changed(): void;
  /** Awaited before the order is taken off what waits on disk. Neither rejects. */
  sent(order: WorkOrder): Promise<void>;
  failed(order: WorkOrder, reason: string): Promise<void>;
}

interface Waiting {
  readonly order: WorkOrder;
  failures: number;
  dueMs: number;
  /** An earlier request may have arrived although its answer did not: look it up before sending again. */
  unsure: boolean;
}

/**
 * Sends orders to the maintenance system, each until it has arrived; one that is refused does not hold up the others. What has
 * not arrived is kept in the store and tried again, also after a restart, at pauses of five minutes at most. An order that changes
 * while it waits is sent once, as it is then.
 */
export const createDelivery = (endpoint: Endpoint, store: TwinStore | undefined, world: World, news: DeliveryNews) => {
  const waiting = new Map<string, Waiting>();
  /** On their way to disk, before they are sent. */
  const held = new Set<string>();
  let running = false;
  let stopTimer = (): void => undefined;
  world.signal.addEventListener("abort", () => stopTimer(), { once: true });

  const arrived = async (one: Waiting): Promise<void> => {
    if (waiting.get(one.order.id) !== one) return;
    waiting.delete(one.order.id);
    news.changed();
    await news.sent(one.order);
    // A change that came meanwhile waits under the same name.
    if (waiting.has(one.order.id) || held.has(one.order.id)) return;
    await store?.deleteDocument(COLLECTION, one.order.id).catch(world.fail);
  };

  const failed = async (one: Waiting, thrown: unknown): Promise<void> => {
    const { order, failures } = one;
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    one.dueMs = world.clock.nowMs() + waitMs * (0.5 + world.random.next());
    one.failures++;
    if (failures > 0) return;
    const reason = reasonOf(thrown);
    const details = { order: order.id, url: endpoint.url, reason };
    world.fail(new TwinError(workOrderErrors.notDelivered, details, thrown), { payload: order });
    if (waiting.get(order.id) === one) await news.failed(order, reason);
  };

  const attempt = async (one: Waiting): Promise<void> => {
    const { order } = one;
    try {
      const there = one.unsure && (await isAtServer(endpoint, order, world.signal));
      one.unsure = true;
      if (!there) await postOrder(endpoint, order, world.signal);
    } catch (thrown) {
      if (!world.signal.aborted) await failed(one, thrown);
      return;
    }
    await arrived(one);
  };

  /** Tries all that are due, one after another, until none is; then sleeps until the next one is. */
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    stopTimer();
    const nextDue = (): Waiting | undefined => [...waiting.values()].find((one) => one.dueMs <= world.clock.nowMs());
    for (let one = nextDue(); one && !world.signal.aborted; one = nextDue()) await attempt(one);
    running = false;
    if (waiting.size === 0 || world.signal.aborted) return;
    const firstDueMs = Math.min(...[...waiting.values()].map((one) => one.dueMs));
    stopTimer = world.clock.schedule(Math.max(1, firstDueMs - world.clock.nowMs()), () => void run());
  };

  const add = (order: WorkOrder, unsure: boolean): void => {
    waiting.set(order.id, { order, failures: 0, dueMs: world.clock.nowMs(), unsure });
  };

  return {
    /** Takes up what an earlier run could not send, or may have sent without hearing so. */
    load: async (): Promise<readonly WorkOrder[]> => {
      const kept = (await store?.listDocuments({ collection: COLLECTION, limit: MAX_WAITING })) ?? [];
      const orders = kept.map(({ body }) => body as WorkOrder);
      for (const order of orders) add(order, true);
      void run();
      return orders;
    },
    /** Resolves once the order waits on disk. */
    hold: async (order: WorkOrder): Promise<void> => {
      const { id, asset, updatedTime } = order;
      held.add(id);
      try {
        await store?.putDocument({ collection: COLLECTION, id, owner: asset, timeMs: updatedTime, body: order });
      } catch (thrown) {
        held.delete(id);
        throw thrown;
      }
    },
    /** Sends in the background. */
    send: (order: WorkOrder): void => {
      held.delete(order.id);
      add(order, false);
      void run();
    },
    waiting: (): number => waiting.size,
  };
};

const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? `${thrown.message}, ${thrown.cause.message}` : thrown.message;
};
