import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WorkOrder } from "../../models/maintenance/work-order.ts";

/**
 * What goes wrong with a request: `500` fails it, `late` takes it and never answers, `lost` neither takes nor answers it. A
 * look-up that is `lost` is not answered.
 */
export type Fault = "500" | "late" | "lost" | "none";

interface Kept {
  readonly order: WorkOrder;
  readonly key: string;
  readonly authorization: string;
}

/**
 * A maintenance system over HTTP. It makes an order for every request to post that it takes, as a simple one does: so a request
 * that is sent twice shows as two orders.
 *
 * @param faults for each of the first requests to post; @param lookUpFaults for each of the first look-ups
 */
export const startMaintenanceServer = async (faults: readonly Fault[], lookUpFaults: readonly Fault[] = []) => {
  const kept: Kept[] = [];
  const refused = new Set<string>();
  let posts = 0;
  let lookUps = 0;

  const lookUp = (url: URL, response: ServerResponse): void => {
    const fault = lookUpFaults[lookUps++];
    if (fault === "lost") return;
    if (fault === "500") response.writeHead(500).end();
    else
      response.end(
        JSON.stringify(kept.map(({ order }) => order).filter((one) => one.episode === url.searchParams.get("episode"))),
      );
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const order: WorkOrder = JSON.parse(body);
    if (refused.has(order.id)) return void response.writeHead(422).end();
    const fault = faults[posts++];
    if (fault === "500") return void response.writeHead(500).end();
    if (fault === "lost") return;
    const { "idempotency-key": key, authorization } = request.headers;
    kept.push({ order, key: String(key), authorization: String(authorization) });
    if (fault !== "late") response.writeHead(201).end();
  };

  const server = createServer((request, response) => {
    if (request.method === "GET") lookUp(new URL(request.url ?? "/", "http://local"), response);
    else void take(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
    kept,
    /** Ids of orders that it never takes. */
    refused,
    lookUps: () => lookUps,
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};
