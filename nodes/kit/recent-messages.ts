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

/** So many messages of a node are kept, and no more than so many bytes of them: six nodes stay below 2 MB. */
export const MOST_MESSAGES = 50;
export const MOST_BYTES = 262_144;

/**
 * The last messages that reached a node, for previews of its settings: references only, nothing is copied. One that is larger
 * than all may be is not kept. Of a message that waits for an answer over HTTP only topic and payload are kept: it holds a connection.
 */
export const recentMessages = (most = MOST_MESSAGES, mostBytes = MOST_BYTES): RecentMessages => {
  const ring: (RecentMessage & { readonly bytes: number })[] = [];
  let next = 0;
  let oldest = 0;
  let bytes = 0;
  return {
    keep: (message, atMs) => {
      const size = bytesOf(message.payload);
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
/** Of one entry of an array: a reading with its time. */
const ENTRY_BYTES = 100;

/** About how much memory a payload holds; it is asked for every message, so it counts only what can be large. */
const bytesOf = (payload: unknown): number => {
  if (typeof payload === "string") return LEAST_BYTES + 2 * payload.length;
  if (typeof payload !== "object" || payload === null) return LEAST_BYTES;
  if (ArrayBuffer.isView(payload)) return LEAST_BYTES + payload.byteLength;
  if (Array.isArray(payload)) return LEAST_BYTES + ENTRY_BYTES * payload.length;
  let bytes = LEAST_BYTES;
  if ("series" in payload) {
    const series = payload.series as Readonly<Record<string, { readonly n?: unknown } | null>>;
    // time, value and quality of each sample, and the objects around them
    for (const name in series) bytes += ENTRY_BYTES + 17 * Number(series[name]?.n ?? 0);
  }
  if ("waveforms" in payload && Array.isArray(payload.waveforms)) {
    for (const waveform of payload.waveforms) bytes += Number(waveform?.samples?.length ?? 0);
  }
  return Number.isFinite(bytes) ? bytes : Number.POSITIVE_INFINITY;
};
