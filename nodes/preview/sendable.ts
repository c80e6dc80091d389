import type { RecentMessage } from "../kit/recent-messages.ts";

/** The messages that can go to another thread; of one that holds a function or a socket, its topic and payload if they can. */
export const sendable = (messages: readonly RecentMessage[]): readonly RecentMessage[] =>
  messages.flatMap(({ atMs, message }) => {
    const { topic, payload } = message;
    const copy = copied(message) ?? copied({ topic, payload });
    return copy ? [{ atMs, message: copy }] : [];
  });

const copied = (message: RecentMessage["message"]): RecentMessage["message"] | undefined => {
  try {
    return structuredClone(message);
  } catch {
    // it can't be copied, whatever it is
    return undefined;
  }
};
