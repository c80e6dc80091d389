import type { EventEmitter } from "node:events";
import type { Red } from "./red.ts";

interface Start {
  starting: boolean;
  waiting: (() => void)[];
}

const starts = new WeakMap<EventEmitter, Start>();

/** Nodes are only made while flows start, so that the first that asks is asked within a start. */
const startOf = ({ events }: Red): Start => {
  const known = starts.get(events);
  if (known) return known;
  const made: Start = { starting: true, waiting: [] };
  starts.set(events, made);
  events.on("flows:stopping", () => {
    made.starting = true;
  });
  events.on("flows:started", () => {
    made.starting = false;
    for (const action of made.waiting.splice(0)) action();
  });
  return made;
};

/** Does something once all flows have started, at once where they have: until then there are no Catch nodes to hear of an error. */
export const afterStart = (red: Red, action: () => void): void => {
  const start = startOf(red);
  if (start.starting) start.waiting.push(action);
  else action();
};
