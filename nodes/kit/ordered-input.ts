import { TwinError } from "../../models/errors/twin-error.ts";
import { asTwinError, kitErrors } from "./errors.ts";
import type { FlowMessage, Outgoing, Together } from "./world.ts";

export type Send = (out: Outgoing) => void;
export type Done = (error?: Error) => void;

interface Waiting {
  readonly message: FlowMessage;
  readonly send: Send;
  readonly done: Done;
}

/** So many messages wait for a node that handles them one by one. */
const MOST_WAITING = 1000;

/**
 * Handles the messages of one node one after another, in the order of their arrival, and calls `done` exactly once for
 * each. Node-RED itself overlaps asynchronous handlers. At most `limit` messages wait; one more is refused (TWIN-KIT-005).
 *
 * @param together handles those that wait at once, where the node can; they are sent and done in order all the same
 */
export const orderedInput = (
  handle: (message: FlowMessage) => Outgoing | Promise<Outgoing>,
  limit = MOST_WAITING,
  together?: Together,
) => {
  const waiting: Waiting[] = [];
  let busy = false;
  let closed = false;
  let whenIdle: (() => void) | undefined;

  const settle = ({ send, done }: Waiting, out: Outgoing): void => {
    try {
      if (out) send(out);
    } catch (error) {
      done(asTwinError(error));
      return;
    }
    done();
  };

  /** True if it finished at once: then no promise is made, which keeps a synchronous node at full speed. */
  const begin = (one: Waiting): boolean => {
    let result: Outgoing | Promise<Outgoing>;
    try {
      result = handle(one.message);
    } catch (error) {
      one.done(asTwinError(error));
      return true;
    }
    if (!(result instanceof Promise)) {
      settle(one, result);
      return true;
    }
    void result
      .then(
        (out) => settle(one, out),
        (error: unknown) => one.done(asTwinError(error)),
      )
      .finally(drain);
    return false;
  };

  const settleAll = async (batch: readonly Waiting[], results: ReturnType<Together["handle"]>): Promise<void> => {
    const answers = await results.catch((reason: unknown) =>
      batch.map(() => ({ status: "rejected", reason }) as const),
    );
    for (const [i, one] of batch.entries()) {
      const answer = answers[i];
      if (answer?.status === "fulfilled") settle(one, answer.value);
      else one.done(asTwinError(answer?.reason));
    }
  };

  /** Handles what waits, until one of them takes its time. */
  const drain = (): void => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const batch = together ? [next, ...takeDistinct(waiting, next, together)] : [next];
      if (together && batch.length > 1) {
        void settleAll(batch, together.handle(batch.map(({ message }) => message))).finally(drain);
        return;
      }
      if (!begin(next)) return;
    }
    busy = false;
    whenIdle?.();
  };

  return {
    push(message: FlowMessage, send: Send, done: Done): void {
      if (closed) {
        done(new TwinError(kitErrors.closed));
      } else if (!busy) {
        busy = true;
        if (begin({ message, send, done })) drain();
      } else if (waiting.length < limit) {
        waiting.push({ message, send, done });
      } else {
        done(new TwinError(kitErrors.queueFull, { waiting: waiting.length }));
      }
    },
    /** Refuses what still waits; resolves when the message that is being handled has come to its end. */
    close(): Promise<void> {
      closed = true;
      for (const one of waiting.splice(0)) one.done(new TwinError(kitErrors.closed));
      return busy
        ? new Promise((resolve) => {
            whenIdle = resolve;
          })
        : Promise.resolve();
    },
  };
};

/** Takes from the front what may be handled with the first: up to the next message of a key that is among them. */
const takeDistinct = (waiting: Waiting[], first: Waiting, { keyOf, most }: Together): Waiting[] => {
  const keys = new Set([keyOf(first.message)]);
  let count = 0;
  for (const { message } of waiting.slice(0, most - 1)) {
    const key = keyOf(message);
    if (keys.has(key)) break;
    keys.add(key);
    count++;
  }
  return waiting.splice(0, count);
};
