import { TwinError } from "../../../../models/errors/twin-error.ts";
import { sourceErrors } from "../../errors.ts";
import type { Source } from "../../source.ts";
import type { Announced } from "./edge-node.ts";

/** The births of an edge node and its devices come one after another. */
const SETTLE_MS = 10_000;

/** Tells of tags that no birth has announced: a name that is written wrongly, or a device that is not there yet. */
export const watchTags = (source: Source) => {
  const missing = new Set(source.plan.rows.map(({ tag }) => tag));
  let stopTimer: (() => void) | undefined;

  const tell = (): void => {
    stopTimer = undefined;
    for (const tag of missing) {
      source.tagUnknown(tag, true);
      source.trouble(new TwinError(sourceErrors.unknownTag, { tag, reason: "no birth has announced it" }), tag);
    }
  };

  return {
    announced(metrics: Iterable<Announced>): void {
      for (const { binding } of metrics) {
        if (binding && missing.delete(binding.plan.tag)) source.tagUnknown(binding.plan.tag, false);
      }
      if (missing.size > 0) stopTimer ??= source.world.clock.schedule(SETTLE_MS, tell);
    },
    close: (): void => stopTimer?.(),
  };
};
