import { formatDuration } from "../kit/format-duration.ts";
import type { StoreHealth } from "../kit/store.ts";
import type { NodeStatus } from "../kit/world.ts";

/** How a store is, in under 20 characters: `ok`, `away, 1,234 waiting`, `25 k left, 3 min`, `disk full`. */
export const statusOfHealth = ({ state, backlog, outbox }: StoreHealth): NodeStatus => {
  switch (state) {
    case "ok":
      return { level: "ok", text: "ok" };
    case "behind":
      return { level: "warning", text: `${short(backlog)} ${leftFor(outbox?.endsInMs)}` };
    case "full":
      return { level: "error", text: backlog > 0 ? `full, ${short(backlog)} waiting` : "disk full" };
    case "away":
      return { level: "error", text: backlog > 0 ? `away, ${short(backlog)} waiting` : "away" };
  }
};

/** Longer than that is not known at the rate of a moment. */
const LONGEST_TOLD_MS = 30 * 86_400_000;

const leftFor = (endsInMs = Number.POSITIVE_INFINITY): string =>
  endsInMs < LONGEST_TOLD_MS ? `left, ${formatDuration(endsInMs)}` : "waiting";

/** `1,234`, then `12 k`, `3 M`, so that the line stays short. */
const short = (count: number): string => {
  if (count < 10_000) return count.toLocaleString("en-US");
  return count < 1_000_000 ? `${Math.floor(count / 1000)} k` : `${Math.floor(count / 1_000_000)} M`;
};
