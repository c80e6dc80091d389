import type { ServerResponse } from "node:http";
import type { Red, RedInletRequest } from "./red.ts";
import type { HttpArrival, HttpHandler } from "./world.ts";

/** `/twinloom/push/NAME`, and what a client adds of its own, such as `/api/v2/write`. */
const ROUTE = /^\/twinloom\/push\/([^/]+)(\/.*)?$/;

const inlets = new WeakMap<object, Map<string, HttpHandler>>();

/** One route for all nodes: Express can't take a route back when a node goes. */
const handlersOf = (red: Red): Map<string, HttpHandler> => {
  const known = inlets.get(red.httpNode);
  if (known) return known;
  const handlers = new Map<string, HttpHandler>();
  inlets.set(red.httpNode, handlers);
  red.httpNode.all(ROUTE, (request, response) => {
    const handle = handlers.get(request.params["0"] ?? "");
    if (!handle) return reply(response, 404, {}, "There is no such address.\n");
    handle(arrivalOf(request)).then(
      ({ status, headers = {}, body = "" }) => reply(response, status, headers, body),
      () => reply(response, 500, {}, ""),
    );
  });
  return handlers;
};

const reply = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string) => {
  if (response.headersSent) return;
  response.writeHead(status, { "Cache-Control": "no-store", ...headers }).end(body);
};

const arrivalOf = (request: RedInletRequest): HttpArrival => ({
  method: request.method ?? "GET",
  rest: request.params["1"] ?? "",
  query: new URL(request.url ?? "/", "http://local").searchParams,
  headers: Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  ),
  // The admin app, which comes first, may have read and parsed the body already.
  body: request._body === true ? { parsed: request.body } : { stream: request },
});

/**
 * Answers requests to `/twinloom/push/NAME` on Node-RED's own web server.
 *
 * @returns how to end it; undefined: another node has the name
 */
export const httpInlet = (red: Red, name: string, handle: HttpHandler): (() => void) | undefined => {
  const handlers = handlersOf(red);
  if (handlers.has(name)) return undefined;
  handlers.set(name, handle);
  return () => {
    if (handlers.get(name) === handle) handlers.delete(name);
  };
};
