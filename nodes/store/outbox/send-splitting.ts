import type { Point } from "../../kit/store.ts";
import type { SendResult } from "./remote.ts";

export interface Refused {
  readonly point: Point;
  readonly reason: string;
}

export type Outcome =
  | { readonly kind: "sent"; readonly refused: readonly Refused[] }
  | Extract<SendResult, { kind: "away" }>;

/**
 * Sends a batch, and where the server refuses part of it, halves it until the bad points are alone. The parts go in order, and
 * what a refused whole left behind is written again by its parts, so the end is as if only the good points had been sent.
 */
export const sendSplitting = async (
  points: readonly Point[],
  send: (points: readonly Point[]) => Promise<SendResult>,
): Promise<Outcome> => {
  const parts: (readonly Point[])[] = [points];
  const refused: Refused[] = [];
  for (let part = parts.shift(); part; part = parts.shift()) {
    const result = await send(part);
    if (result.kind === "away") return result;
    if (result.kind === "taken") continue;
    if (result.bad) {
      for (const { index, reason } of result.bad) {
        const point = part[index];
        if (point) refused.push({ point, reason });
      }
    } else if (result.all || part.length === 1) {
      for (const point of part) refused.push({ point, reason: result.reason });
    } else {
      const half = part.length >> 1;
      parts.unshift(part.slice(0, half), part.slice(half));
    }
  }
  return { kind: "sent", refused };
};
