import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { acknowledgeOrder, closeOrder } from "../../models/maintenance/act-on-order.ts";
import { FAILURE_CAUSES } from "../../models/maintenance/failure-causes.ts";
import { MAINTENANCE_TAG } from "../../models/maintenance/maintenance-event.ts";
import { nextOrder } from "../../models/maintenance/next-order.ts";
import { alarmTrigger, forecastTrigger, type Trigger } from "../../models/maintenance/trigger.ts";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";
import type { CreateBehaviour } from "../kit/define-node.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, Outgoing, World } from "../kit/world.ts";
import { createDelivery } from "./delivery.ts";
import { workOrderErrors } from "./errors.ts";
import { createOrderBook } from "./order-book.ts";
import { readCommand, type SinkInput } from "./read-command.ts";
import type { schema, WorkOrderConfig } from "./schema.ts";

/** Ports: an order that is new or has changed, answers, maintenance that was done. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = (config, world) => {
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const book = createOrderBook(store);
  const delivery = openDelivery(config, store, world);
  /** Newest data time of each machine: when something is done to it, by its own clock. */
  const newest = new Map<string, number>();
  const loaded = book.load().then(() => delivery?.load());
  loaded.then(showCount, world.fail);

  function showCount(): void {
    const open = book.openCount();
    const waiting = delivery?.waiting() ?? 0;
    if (waiting > 0) world.status({ level: "warning", text: `${open} open, ${waiting} unsent` });
    else world.status({ level: store ? "ok" : "warning", text: store ? `${open} open` : `${open} open, not kept` });
  }

  const changed = async (message: FlowMessage, order: WorkOrder): Promise<FlowMessage> => {
    await book.keep(order);
    await delivery?.send(order);
    showCount();
    return { ...message, topic: order.asset, payload: order };
  };

  const consider = async (message: FlowMessage, trigger: Trigger | undefined): Promise<Outgoing> => {
    if (!trigger) return null;
    newest.set(trigger.asset, Math.max(newest.get(trigger.asset) ?? 0, trigger.time));
    const order = nextOrder(book.ofAsset(trigger.asset), trigger, config);
    return order ? [await changed(message, order), null, null] : null;
  };

  const timeOf = (order: WorkOrder): number => Math.max(newest.get(order.asset) ?? 0, order.updatedTime);

  const close = async (message: FlowMessage, input: SinkInput & { kind: "close" }): Promise<Outgoing> => {
    const order = book.get(input.order);
    if (order.status === "closed") {
      throw new TwinError(workOrderErrors.alreadyClosed, { order: order.id, by: order.closedBy ?? "somebody" });
    }
    const { by, causeCode, note } = input;
    const closed = closeOrder(order, { by, causeCode, note, time: timeOf(order) });
    const { asset, component, updatedTime: time, id: workOrder } = closed;
    const done = { schema: MAINTENANCE_TAG, asset, component, time, workOrder, causeCode, by };
    return [await changed(message, closed), null, { topic: asset, payload: done }];
  };

  const handle = async (message: FlowMessage): Promise<Outgoing> => {
    const input = readCommand(message.payload);
    switch (input.kind) {
      case "forecast":
        return consider(message, forecastTrigger(input.forecast, assetTypes[input.forecast.assetType]));
      case "alarm": {
        if (!config.alarms) return null;
        const { report } = input;
        return consider(message, alarmTrigger(report.alarm, report, config.alarmUrgency, assetTypes[report.assetType]));
      }
      case "list":
        return [null, { ...message, payload: book.list(input.status) }, null];
      case "causes":
        return [null, { ...message, payload: { causes: FAILURE_CAUSES } }, null];
      case "acknowledge": {
        const order = book.get(input.order);
        const taken = acknowledgeOrder(order, input.by, timeOf(order));
        return taken === order ? null : [await changed(message, taken), null, null];
      }
      case "close":
        return close(message, input);
    }
  };

  return {
    input: async (message) => {
      await loaded;
      return handle(message);
    },
  };
};

const openDelivery = ({ endpoint, timeoutSeconds }: WorkOrderConfig, store: TwinStore | undefined, world: World) => {
  if (!endpoint) return undefined;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
    throw new TwinError(workOrderErrors.badUrl, { url: endpoint });
  return createDelivery(
    { url: endpoint, token: world.credentials["token"] ?? "", timeoutMs: timeoutSeconds * 1000 },
    store,
    world,
  );
};
