import type { StoreHealth } from "../kit/store.ts";
import type { NodeStatus } from "../kit/world.ts";

/** How a store is, in under 20 characters: `ok`, `away, 1,234 waiting`, `disk full`. */
export const statusOfHealth = ({ state, backlog }: StoreHealth): NodeStatus => {
  switch (state) {
    case "ok":
      return { level: "ok", text: "ok" };
    case "behind":
      return { level: "warning", text: `${short(backlog)} waiting` };
    case "full":
      return { level: "error", text: backlog > 0 ? `full, ${short(backlog)} waiting` : "disk full" };
    case "away":
      return { level: "error", text: backlog > 0 ? `away, ${short(backlog)} waiting` : "away" };
  }
};

/** `1,234`, then `12 k`, `3 M`, so that the line stays short. */
const short = (count: number): string => {
  if (count < 10_000) return count.toLocaleString("en-US");
  return count < 1_000_000 ? `${Math.floor(count / 1000)} k` : `${Math.floor(count / 1_000_000)} M`;
};
