import { TwinError } from "../../../../models/errors/twin-error.ts";
import type { Source } from "../../source.ts";
import type { Metric } from "./decode-metric.ts";
import type { Announced, EdgeNode } from "./edge-node.ts";
import { sparkplugErrors } from "./errors.ts";
import type { HeldMessage } from "./held-message.ts";
import type { metricTaker } from "./metric-taker.ts";

/** An edge node that does not answer must not fill the memory. */
const MOST_HELD = 10_000;

/** A reading by alias that came while messages were missing: only the next birth says whether its alias still means the same. */
export interface Doubtful {
  readonly device: string;
  readonly alias: number;
  readonly one: Announced;
  readonly metric: Metric;
  readonly timeMs: number | undefined;
  readonly again: boolean;
  /** The message that brought it. */
  readonly message: HeldMessage;
}

/** Holds such readings until the birth, so that a lost message costs neither them nor a wrong number under their name. */
export const takeByAlias = (source: Source, taker: ReturnType<typeof metricTaker>) => {
  const refuse = ({ group, node }: EdgeNode, { device, alias, one, timeMs, message }: Doubtful): void => {
    const name = [group, node, device].filter(Boolean).join("/");
    const error = new TwinError(sparkplugErrors.doubtfulAlias, { node: name, alias });
    source.refuse(error, { tag: one.name, asset: device || node, value: alias, time: timeMs });
    message.free();
  };

  return {
    hold(edge: EdgeNode, doubtful: Doubtful): void {
      edge.held.push(doubtful);
      doubtful.message.hold();
      const oldest = edge.held.length > MOST_HELD ? edge.held.shift() : undefined;
      if (oldest) refuse(edge, oldest);
    },

    /** A birth of this device has come. */
    release(edge: EdgeNode, device: string): void {
      const mine = edge.held.filter((one) => one.device === device);
      if (mine.length === 0) return;
      edge.held.splice(0, edge.held.length, ...edge.held.filter((one) => one.device !== device));
      const known = edge.devices.get(device)?.byAlias;
      for (const doubtful of mine) {
        const now = known?.get(doubtful.alias);
        if (now?.name !== doubtful.one.name) {
          refuse(edge, doubtful);
          continue;
        }
        taker.take(now, doubtful.metric, doubtful.timeMs, doubtful.again);
        doubtful.message.free();
      }
    },
  };
};
