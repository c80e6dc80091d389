import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { createDelivery, type DeliveryNews } from "./delivery.ts";
import { workOrderErrors } from "./errors.ts";
import { isAddress } from "./is-address.ts";
import type { WorkOrderConfig } from "./schema.ts";

/**
 * The way to the maintenance system, if one is set.
 *
 * @throws TwinError TWIN-ORDER-006
 */
export const openDelivery = (
  { endpoint, timeoutSeconds }: WorkOrderConfig,
  store: TwinStore | undefined,
  world: World,
  news: DeliveryNews,
) => {
  if (!endpoint) return undefined;
  if (!isAddress(endpoint)) throw new TwinError(workOrderErrors.badUrl, { url: endpoint, field: "endpoint" });
  const timeoutMs = timeoutSeconds * 1000;
  return createDelivery({ url: endpoint, token: world.credentials["token"] ?? "", timeoutMs }, store, world, news);
};
