import { TwinError } from "../../models/errors/twin-error.ts";
import { acknowledgeOrder, closeOrder } from "../../models/maintenance/act-on-order.ts";
import { FAILURE_CAUSES } from "../../models/maintenance/failure-causes.ts";
import { MAINTENANCE_TAG } from "../../models/maintenance/maintenance-event.ts";
import { nextOrder } from "../../models/maintenance/next-order.ts";
import { noteDelivery } from "../../models/maintenance/note-delivery.ts";
import { alarmTrigger, forecastTrigger, type Trigger } from "../../models/maintenance/trigger.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import { inCharge } from "../kit/in-charge.ts";
import type { TwinStore } from "../kit/store.ts";
import { isToAll } from "../kit/to-all.ts";
import { createTurns } from "../kit/turns.ts";
import type { FlowMessage, Outgoing } from "../kit/world.ts";
import { assetTypeFinder } from "./asset-type-finder.ts";
import { workOrderErrors } from "./errors.ts";
import { createNewestDataTime } from "./newest-data-time.ts";
import { openDelivery } from "./open-delivery.ts";
import { createOrderBook, isKnownToAny } from "./order-book.ts";
import { readCommand, type SinkInput } from "./read-command.ts";
import type { schema } from "./schema.ts";
import { createScoreKeeper } from "./score-keeper.ts";

/** Ports: an order that is new or has changed, answers, maintenance that was done. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const typeOf = assetTypeFinder(config.assetType, world);
  const book = createOrderBook(store, world.signal);
  const charge = inCharge(store, "orders", world);
  const dataTime = createNewestDataTime(store);
  const scores = createScoreKeeper(store, book.ofAsset, world.fail);
  const turns = createTurns();
  const delivery = openDelivery(config, store, world, {
    changed: showCount,
    sent: (order) => note(order, "sent", `sent to ${addressOf(config.endpoint)}`),
    failed: (order, reason) =>
      note(order, "send-failed", `not sent to ${addressOf(config.endpoint)} yet: ${reason}; it is tried again`),
  });
  let loading: Promise<void> | undefined;

  function showCount(): void {
    const open = book.list("").filter(({ status, asset }) => status !== "closed" && charge.isOurs(asset)).length;
    const waiting = delivery?.waiting() ?? 0;
    if (waiting > 0) world.status({ level: "warning", text: `${open} open, ${waiting} unsent` });
    else world.status({ level: store ? "ok" : "warning", text: store ? `${open} open` : `${open} open, not kept` });
  }

  /** An order that waits to be sent and is not in the book, or is older there, was cut off between the two. */
  const readStore = async (): Promise<void> => {
    await book.load();
    await charge.loaded();
    for (const unsent of (await delivery?.load()) ?? []) {
      const kept = book.find(unsent.id);
      if (!kept || kept.history.length < unsent.history.length) await book.keep(unsent);
    }
    await scores.load(book.find);
    showCount();
  };

  /** A store that could not be read is tried again at the next message: beginning anew would double its orders. */
  const loaded = (): Promise<void> => {
    loading ??= readStore().catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return loading;
  };
  loaded().catch(world.fail);

  const changed = async (message: FlowMessage, order: WorkOrder): Promise<FlowMessage> => {
    await delivery?.hold(order);
    await book.keep(order);
    delivery?.send(order);
    showCount();
    return { ...message, topic: order.asset, payload: order };
  };

  /** Writes what became of a delivery into the order's history, as it is by now. */
  const note = (sent: WorkOrder, action: "sent" | "send-failed", text: string): Promise<void> =>
    turns
      .inTurn(async () => {
        await loaded();
        const order = book.get(sent.id);
        const noted = noteDelivery(order, action, text, await timeOf(order));
        if (noted === order) return;
        await book.keep(noted);
        world.emit([{ topic: noted.asset, payload: noted }, null, null]);
      })
      .catch(world.fail);

  const consider = async (
    message: FlowMessage,
    { asset, time }: { asset: string; time: number },
    trigger: Trigger | undefined,
  ): Promise<Outgoing> => {
    dataTime.seen(asset, time);
    charge.took(asset, time);
    const known = book.ofAsset(asset);
    const order = trigger && nextOrder(known, trigger, config);
    if (!order) return null;
    const told = await changed(message, order);
    if (!known.some(({ id }) => id === order.id))
      world.count("twinloom_work_orders_total", 1, { urgency: order.urgency });
    return [told, null, null];
  };

  const notClosed = (id: string): WorkOrder => {
    const order = book.get(id);
    if (order.status !== "closed") return order;
    throw new TwinError(workOrderErrors.alreadyClosed, { order: id, by: order.closedBy ?? "somebody" });
  };

  const timeOf = async (order: WorkOrder): Promise<number> =>
    Math.max(await dataTime.of(order.asset), order.updatedTime);

  const acknowledge = async (message: FlowMessage, input: SinkInput & { kind: "acknowledge" }): Promise<Outgoing> => {
    const order = notClosed(input.order);
    const taken = acknowledgeOrder(order, input.by, await timeOf(order));
    return taken === order ? null : [await changed(message, taken), null, null];
  };

  const close = async (message: FlowMessage, input: SinkInput & { kind: "close" }): Promise<Outgoing> => {
    const order = notClosed(input.order);
    const { by, causeCode, asFound, note } = input;
    const closed = closeOrder(order, { by, causeCode, asFound, note, time: await timeOf(order) });
    const { asset, component, updatedTime: time, id: workOrder } = closed;
    const done = { schema: MAINTENANCE_TAG, asset, component, time, workOrder, causeCode, by };
    await scores.hold(closed);
    const told = await changed(message, closed);
    scores.score(closed);
    return [told, null, { topic: asset, payload: done }];
  };

  /** Of all sinks that are asked one acts, and one of each store refuses what none knows. */
  const isForUs = (id: string): boolean => {
    const order = book.find(id);
    return order ? charge.isOurs(order.asset) : charge.isFirst() && !isKnownToAny(id);
  };

  const handle = async (message: FlowMessage): Promise<Outgoing> => {
    const input = readCommand(message.payload);
    if ("order" in input && isToAll(message) && !isForUs(input.order)) return null;
    switch (input.kind) {
      case "forecast":
        return consider(message, input.forecast, forecastTrigger(input.forecast, typeOf(input.forecast.assetType)));
      case "alarm": {
        const { report } = input;
        const trigger = alarmTrigger(report.alarm, report, config.alarmUrgency, typeOf(report.assetType));
        return consider(message, report, config.alarms ? trigger : undefined);
      }
      case "list": {
        const orders = book.list(input.status).filter(({ asset }) => !isToAll(message) || charge.isOurs(asset));
        return [null, { ...message, payload: orders }, null];
      }
      case "causes":
        return [null, { ...message, payload: { causes: FAILURE_CAUSES } }, null];
      case "acknowledge":
        return acknowledge(message, input);
      case "close":
        return close(message, input);
    }
  };

  return {
    input: async (message) => {
      await loaded();
      return turns.inTurn(() => handle(message));
    },
    close: async () => {
      await turns.idle();
      await scores.done();
    },
  };
};

/** Where it goes, without what may be secret in its query or sign-in. */
const addressOf = (endpoint: string): string => {
  const { origin, pathname } = new URL(endpoint);
  return origin + pathname;
};
