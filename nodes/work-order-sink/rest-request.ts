import type { WorkOrder } from "../../models/maintenance/work-order.ts";

export interface Endpoint {
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/** A server that answers a look-up so keeps no list to look in: then the idempotency key alone has to do. */
const NO_LOOK_UP: readonly number[] = [404, 405, 501];

const headers = ({ token }: Endpoint): Record<string, string> => ({
  accept: "application/json",
  ...(token ? { authorization: `Bearer ${token}` } : {}),
});

/** Sends the order as it is now. @throws Error if the server does not answer 2xx in time */
export const postOrder = async (endpoint: Endpoint, order: WorkOrder, signal: AbortSignal): Promise<void> => {
  const response = await fetch(endpoint.url, {
    method: "POST",
    headers: { ...headers(endpoint), "content-type": "application/json", "idempotency-key": order.episode },
    body: JSON.stringify(order),
    signal: AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)]),
  });
  await response.arrayBuffer();
  refuseUnless(response.ok, response);
};

/**
 * Whether the server has this order as it is now: asked after a request whose answer never came. It answers
 * `GET ?episode=…` with an order or a list of orders.
 *
 * @throws Error if it does not answer, or answers with a failure: then nobody knows, and sending might double the order
 */
export const isAtServer = async (endpoint: Endpoint, order: WorkOrder, signal: AbortSignal): Promise<boolean> => {
  const url = new URL(endpoint.url);
  url.searchParams.set("episode", order.episode);
  const response = await fetch(url, {
    headers: headers(endpoint),
    signal: AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)]),
  });
  const text = await response.text();
  if (NO_LOOK_UP.includes(response.status)) return false;
  refuseUnless(response.ok, response);
  const found = parse(text);
  return (Array.isArray(found) ? found : [found]).some(
    (one) => one?.episode === order.episode && one.status === order.status && one.urgency === order.urgency,
  );
};

const refuseUnless = (ok: boolean, { status, statusText }: Response): void => {
  if (!ok) throw new Error(`the server answers ${status} ${statusText}`.trim());
};

/** A page instead of JSON is no order. */
const parse = (text: string): Partial<WorkOrder> | null | readonly (Partial<WorkOrder> | null)[] => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
