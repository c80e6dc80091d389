import { qualityName } from "../../models/telemetry/quality.ts";
import type { RecentMessage } from "../kit/recent-messages.ts";
import type { ChannelPlan } from "./plan.ts";
import { rawTag } from "./raw-tag.ts";

const MOST = 500;
/** A longer text is no reading. */
const LONGEST = 100;

/** The last readings as a server sent them, before they were checked and converted: for previews of a changed table. */
export const rawReadings = (nowMs: () => number) => {
  const ring: { plan: ChannelPlan; asset: string; value: unknown; time: unknown; quality: number }[] = [];
  let next = 0;
  return {
    keep(plan: ChannelPlan, asset: string, value: unknown, time: unknown, quality: number): void {
      if (typeof value === "object" || (typeof value === "string" && value.length > LONGEST)) return;
      ring[next] = { plan, asset, value, time: time ?? nowMs(), quality };
      next = (next + 1) % MOST;
    },
    /** As the message that brings the same from the wire; none before the first reading. */
    message(): readonly RecentMessage[] {
      const readings = [...ring.slice(next), ...ring.slice(0, next)].map(({ plan, asset, value, time, quality }) => ({
        ...{ tag: plan.row ? rawTag(plan.row) : plan.tag, value, time, quality: qualityName(quality) },
        ...(asset ? { asset } : {}),
      }));
      return readings.length === 0 ? [] : [{ atMs: nowMs(), message: { payload: readings } }];
    },
  };
};
