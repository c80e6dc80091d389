import type { WorkOrder } from "../../models/maintenance/work-order.ts";

export interface Endpoint {
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
}

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
  if (!response.ok) throw new Error(`the server answers ${response.status} ${response.statusText}`.trim());
};

/** Whether the server has this order in this or a newer form already: asked after a request whose answer never came. */
export const isAtServer = async (endpoint: Endpoint, order: WorkOrder, signal: AbortSignal): Promise<boolean> => {
  const url = new URL(endpoint.url);
  url.searchParams.set("episode", order.episode);
  const response = await fetch(url, {
    headers: headers(endpoint),
    signal: AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)]),
  });
  const found: unknown = response.ok ? await response.json() : [];
  const same = (one: { episode?: unknown; history?: unknown } | null): boolean =>
    one?.episode === order.episode && Array.isArray(one.history) && one.history.length >= order.history.length;
  return Array.isArray(found) && found.some(same);
};
