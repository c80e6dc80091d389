import { TwinError } from "../../models/errors/twin-error.ts";
import { asTwinError, kitErrors } from "./errors.ts";
import type { FlowMessage, Outgoing } from "./world.ts";

export type Send = (out: Outgoing) => void;
export type Done = (error?: Error) => void;

interface Waiting {
  readonly message: FlowMessage;
  readonly send: Send;
  readonly done: Done;
}

/**
 * Handles the messages of one node one after another, in the order of their arrival, and calls `done` exactly once for
 * each. Node-RED itself overlaps asynchronous handlers. At most `limit` messages wait; one more is refused (TWIN-KIT-005).
 */
export const orderedInput = (handle: (message: FlowMessage) => Outgoing | Promise<Outgoing>, limit = 1000) => {
  const waiting: Waiting[] = [];
  let busy = false;
  let closed = false;

  const settle = (one: Waiting, out: Outgoing): void => {
    if (out) one.send(out);
    one.done();
  };

  /** True if it finished at once: then no promise is made, which keeps a synchronous node at full speed. */
  const begin = (one: Waiting): boolean => {
    try {
      const result = handle(one.message);
      if (!(result instanceof Promise)) {
        settle(one, result);
        return true;
      }
      busy = true;
      result
        .then(
          (out) => settle(one, out),
          (error: unknown) => one.done(asTwinError(error)),
        )
        .finally(drain);
      return false;
    } catch (error) {
      one.done(asTwinError(error));
      return true;
    }
  };

  const drain = (): void => {
    busy = false;
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!begin(next)) return;
  };

  return {
    push(message: FlowMessage, send: Send, done: Done): void {
      const one = { message, send, done };
      if (closed) done(new TwinError(kitErrors.closed));
      else if (!busy) begin(one);
      else if (waiting.length < limit) waiting.push(one);
      else done(new TwinError(kitErrors.queueFull, { waiting: waiting.length }));
    },
    /** Refuses what still waits. */
    close(): void {
      closed = true;
      for (const one of waiting.splice(0)) one.done(new TwinError(kitErrors.closed));
    },
  };
};
