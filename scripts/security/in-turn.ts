import type { IncomingMessage, ServerResponse } from "node:http";

type Next = (error?: unknown) => void;
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: Next) => void;

/** Two middlewares as one: the second sees only what the first lets through. */
export const inTurn =
  (first: Middleware, second: Middleware): Middleware =>
  (request, response, next) =>
    first(request, response, (error) => (error === undefined ? second(request, response, next) : next(error)));
