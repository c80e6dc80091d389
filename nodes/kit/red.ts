import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * The part of Node-RED's API that Twinloom uses, as it really is (the published types are wrong in places). The only
 * file that knows it.
 */
export interface RedNode extends EventEmitter {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  /** Id of its tab; config nodes have none. */
  readonly z?: string;
  /** Of a config node: those whose Catch and Status nodes hear of it. */
  users?: Readonly<Record<string, RedNode>>;
  credentials?: Readonly<Record<string, string>>;
  send(message: unknown): void;
  error(text: unknown, message?: unknown): void;
  warn(text: unknown): void;
  log(text: unknown): void;
  debug(text: unknown): void;
  status(status: { fill?: string; shape?: string; text?: string }): void;
}

export interface RedRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly user?: { readonly username?: string };
}

export interface RedResponse {
  status(code: number): RedResponse;
  json(body: unknown): void;
}

/** A request to one of our own addresses, with the groups of the route by their number. */
export interface RedInletRequest extends IncomingMessage {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Set by body-parser once it has read the body. */
  readonly _body?: boolean;
}

type Handler = (request: RedRequest, response: RedResponse, next?: (error?: unknown) => void) => unknown;

export interface Red {
  readonly nodes: {
    createNode(node: RedNode, config: unknown): void;
    registerType(
      type: string,
      construct: (this: RedNode, config: Record<string, unknown>) => void,
      options?: object,
    ): void;
    getNode(id: string): (RedNode & { twinloomResource?: unknown }) | null;
    eachNode(visit: (config: Record<string, unknown>) => void): void;
  };
  readonly events: EventEmitter;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly auth: { needsPermission(permission: string): Handler };
  readonly httpNode: {
    all(route: RegExp, handler: (request: RedInletRequest, response: ServerResponse) => void): void;
  };
  readonly httpAdmin: {
    get(path: string, ...handlers: Handler[]): void;
    post(path: string, ...handlers: Handler[]): void;
  };
}
