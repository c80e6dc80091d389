import type { TwinError } from "../../models/errors/twin-error.ts";
import { shown } from "./shown.ts";

/** A sample that was refused (or kept as bad) and why. `value` and `time` are as the source sent them, a long one as a short text. */
export interface Refused {
  readonly asset: string;
  readonly tag: string;
  readonly channel: string | null;
  readonly value: unknown;
  readonly time: unknown;
  readonly receivedTime: number;
  readonly code: string;
  readonly reason: string;
}

export interface Quarantine {
  add(refused: Refused): void;
  /** Oldest first. */
  list(): readonly Refused[];
  /** How many of each code since the deploy. */
  counts(): Readonly<Record<string, number>>;
}

/** Keeps the last `limit` refused samples and counts all of them. */
export const makeQuarantine = (limit: number): Quarantine => {
  const ring: Refused[] = [];
  const counts = new Map<string, number>();
  let next = 0;
  return {
    add: (refused) => {
      counts.set(refused.code, (counts.get(refused.code) ?? 0) + 1);
      if (limit === 0) return;
      ring[next] = refused;
      next = (next + 1) % limit;
    },
    list: () => (ring.length < limit ? [...ring] : [...ring.slice(next), ...ring.slice(0, next)]),
    counts: () => Object.fromEntries(counts),
  };
};

/** A refused document may be of any size and depth: a thousand of them must not fill the memory, and Node-RED clones each. */
const LONGEST = 1000;

const kept = (value: unknown): unknown => {
  if (typeof value === "string") return value.length > LONGEST ? shown(value) : value;
  if (typeof value !== "object" || value === null || value instanceof Date) return value ?? null;
  try {
    return JSON.stringify(value).length > LONGEST ? shown(value) : value;
  } catch {
    return shown(value);
  }
};

export const refusedOf = (
  error: TwinError,
  about: { tag: string; asset?: string; channel?: string; value?: unknown; time?: unknown },
  receivedTime: number,
): Refused => ({
  asset: about.asset ?? "",
  tag: about.tag,
  channel: about.channel ?? null,
  value: kept(about.value),
  time: kept(about.time),
  receivedTime,
  code: error.code,
  reason: error.message,
});
