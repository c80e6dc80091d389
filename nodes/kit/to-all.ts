import { type ErrorEntry, TwinError } from "../../models/errors/twin-error.ts";
import type { FlowMessage, Outgoing } from "./world.ts";

/** Whether a question or command was sent to every node of its kind (`toAll: true` in its payload): the operator pages know no node by name. */
export const isToAll = ({ payload }: FlowMessage): boolean =>
  typeof payload === "object" && payload !== null && "toAll" in payload && payload.toAll === true;

/**
 * Lets a node be asked together with all others of its kind: what a node alone would refuse, because it does not know the machine,
 * alarm, order or set-point that is meant, is another node's then, and this one says nothing.
 *
 * @param foreign errors that say so
 */
export const silentIfForeign = (
  foreign: readonly ErrorEntry[],
  handle: (message: FlowMessage) => Outgoing | Promise<Outgoing>,
): ((message: FlowMessage) => Outgoing | Promise<Outgoing>) => {
  const codes = new Set(foreign.map(({ code }) => code));
  const ignore = (thrown: unknown): null => {
    if (thrown instanceof TwinError && codes.has(thrown.code)) return null;
    throw thrown;
  };
  return (message) => {
    if (!isToAll(message)) return handle(message);
    try {
      const out = handle(message);
      return out instanceof Promise ? out.catch(ignore) : out;
    } catch (thrown) {
      return ignore(thrown);
    }
  };
};
