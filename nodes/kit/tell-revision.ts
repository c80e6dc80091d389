import { flowRevision } from "./flow-revision.ts";
import { gauge } from "./metrics.ts";
import type { Red } from "./red.ts";

const told = new WeakSet<Red["events"]>();

/** Tells the revision of the deployed flow among the metrics, from the start of its flows to their stop. */
export const tellRevision = ({ nodes, events }: Red): void => {
  if (told.has(events)) return;
  told.add(events);
  let running = new AbortController();
  events.on("flows:started", () => {
    running.abort();
    running = new AbortController();
    gauge("twinloom_flow_info", { revision: flowRevision({ nodes, events }) }, () => 1, running.signal);
  });
  events.on("flows:stopping", () => running.abort());
};
