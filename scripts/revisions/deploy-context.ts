import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";

/** What the one who deploys says of it, in headers of the request. */
export interface DeployWords {
  readonly message: string;
  /** Why it is deployed in spite of failed checks; empty: it isn't. */
  readonly overrideReason: string;
}

const words = new AsyncLocalStorage<DeployWords>();

/** Longest text that is kept with a revision. */
const LONGEST = 2000;

/** The words of the deploy that is going on; nothing where none were said. */
export const deployWords = (): DeployWords => words.getStore() ?? { message: "", overrideReason: "" };

/** Middleware of the admin API: keeps the words of each request for the revision that comes of it. */
export const hearDeployWords = (request: IncomingMessage, _response: unknown, next: () => void): void => {
  if (request.method === "GET") next();
  else {
    const said = (name: string): string => decoded(request.headers[name]).slice(0, LONGEST).trim();
    words.run({ message: said("twinloom-message"), overrideReason: said("twinloom-override") }, next);
  }
};

/** A header has no umlauts: the text in it is percent-encoded. */
const decoded = (header: string | string[] | undefined): string => {
  const text = typeof header === "string" ? header : "";
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
