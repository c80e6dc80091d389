import type { FlowMessage } from "./world.ts";

export interface RecentMessage {
  /** When it came, by this machine's clock. */
  readonly atMs: number;
  readonly message: FlowMessage;
}

export interface RecentMessages {
  keep(message: FlowMessage, atMs: number): void;
  /** Oldest first. */
  list(): readonly RecentMessage[];
}

/** So many messages of a node are kept, and no more than so many bytes of them; all nodes share so many bytes. */
const MOST_MESSAGES = 50;
const MOST_BYTES = 262_144;
const BYTES_OF_ALL = 1_500_000;

let open = 0;

/** What a live node keeps until it is closed. */
export const recentOfNode = (signal: AbortSignal): RecentMessages => {
  open++;
  signal.addEventListener("abort", () => open--, { once: true });
  return recentMessages(MOST_MESSAGES, () => Math.min(MOST_BYTES, BYTES_OF_ALL / open));
};

/**
 * The last messages that reached a node, for previews of its settings: references only, nothing is copied. One that is larger
 * than all may be is not kept. Of a message that waits for an answer over HTTP only topic and payload are kept: it holds a connection.
 */
export const recentMessages = (most: number, limit: () => number): RecentMessages => {
  const ring: (RecentMessage & { readonly bytes: number })[] = [];
  let next = 0;
  let oldest = 0;
  let bytes = 0;
  return {
    keep: (message, atMs) => {
      const size = bytesOf(message.payload);
      const mostBytes = limit();
      if (size > mostBytes) return;
      while (next - oldest >= most || bytes + size > mostBytes) {
        bytes -= ring[oldest % most]?.bytes ?? 0;
        delete ring[oldest % most];
        oldest++;
      }
      const { topic, payload } = message;
      ring[next % most] = { atMs, message: "res" in message ? { topic, payload } : message, bytes: size };
      next++;
      bytes += size;
    },
    list: () =>
      Array.from({ length: next - oldest }, (_, i) => ring[(oldest + i) % most]).flatMap((one) =>
        one ? [{ atMs: one.atMs, message: one.message }] : [],
      ),
  };
};

/** Of a message without long parts. */
const LEAST_BYTES = 500;
/** Of one entry of an object or array: a reading with its time, a feature with its name. */
const ENTRY_BYTES = 100;
/** Time, value and quality of a sample. */
const SAMPLE_BYTES = 17;

/** About how much memory a payload holds; it is asked for every message, so it looks at two levels only. */
const bytesOf = (payload: unknown): number => {
  if (typeof payload === "string") return LEAST_BYTES + 2 * payload.length;
  if (typeof payload !== "object" || payload === null) return LEAST_BYTES;
  if (ArrayBuffer.isView(payload)) return LEAST_BYTES + payload.byteLength;
  if (Array.isArray(payload)) return LEAST_BYTES + ENTRY_BYTES * payload.length;
  let bytes = LEAST_BYTES;
  for (const key in payload) {
    const value: unknown = Reflect.get(payload, key);
    if (typeof value === "string") bytes += value.length;
    else if (typeof value === "object" && value !== null) bytes += bytesOfPart(value);
  }
  return bytes;
};

const bytesOfPart = (part: object): number => {
  if (ArrayBuffer.isView(part)) return part.byteLength;
  let bytes = 0;
  for (const key in part) {
    const entry: unknown = Reflect.get(part, key);
    bytes += ENTRY_BYTES;
    if (typeof entry !== "object" || entry === null) continue;
    // a series, or a waveform
    if ("n" in entry && typeof entry.n === "number") bytes += SAMPLE_BYTES * entry.n;
    else if ("samples" in entry && ArrayBuffer.isView(entry.samples)) bytes += entry.samples.byteLength;
  }
  return bytes;
};
