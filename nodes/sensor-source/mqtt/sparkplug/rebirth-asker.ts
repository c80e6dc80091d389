import type { Source } from "../../source.ts";
import { rebirthCommand, rebirthTopic } from "./rebirth-command.ts";

/** An edge node that has been asked gets this long to be born; its births may be large. */
const ASK_EVERY_MS = 10_000;

/** Asks edge nodes for their births, each at most once in ten seconds. */
export const rebirthAsker = (source: Source, publish: (topic: string, payload: Buffer) => void) => {
  const askedMs = new Map<string, number>();
  return {
    ask(group: string, node: string): void {
      const topic = rebirthTopic(group, node);
      const nowMs = source.world.clock.nowMs();
      const before = askedMs.get(topic);
      if (before !== undefined && nowMs - before < ASK_EVERY_MS) return;
      askedMs.set(topic, nowMs);
      publish(topic, rebirthCommand(nowMs));
    },
  };
};
