import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Point } from "../../kit/store.ts";
import { resultOfFailure } from "../outbox/refusal.ts";
import type { SendResult } from "../outbox/remote.ts";
import { badLines } from "./bad-lines.ts";
import { writeLine } from "./write-line.ts";

const TIMEOUT_MS = 15_000;
/** Packing fewer bytes saves no packet of the network. */
const PACKED_FROM_BYTES = 1000;
const packed = promisify(gzip);

/**
 * Posts points as gzip-compressed line protocol, once: when to try again is the outbox's to decide. A connection that breaks, or
 * a server that is silent for 15 s, is a server that is away.
 *
 * @param url with all parameters, the precision `ms` among them
 */
export const postLines = async (url: URL, authorization: string, points: readonly Point[]): Promise<SendResult> => {
  const lines = points.map(writeLine);
  const plain = Buffer.from(lines.join("\n"));
  const isPacked = plain.length >= PACKED_FROM_BYTES;
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    ...(isPacked ? { "content-encoding": "gzip" } : {}),
    ...(authorization ? { authorization } : {}),
  };
  try {
    const body = new Uint8Array(isPacked ? await packed(plain) : plain);
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.text();
    if (answer.ok) return { kind: "taken" };
    const bad = answer.status === 400 ? badLines(text, lines) : undefined;
    if (bad) return { kind: "refused", reason: bad[0]?.reason ?? "", all: false, bad };
    return resultOfFailure(answer.status, serverReason(text), points.length, retryAfterMs(answer));
  } catch (thrown) {
    return { kind: "away", reason: networkReason(thrown) };
  }
};

/** The words of the server: `error` of InfluxDB 1 and 3, `message` of InfluxDB 2. */
export const serverReason = (text: string): string => {
  try {
    const { error, message } = Object(JSON.parse(text));
    return String(error ?? message ?? text);
  } catch {
    return text.trim() || "no reason given";
  }
};

/** What `fetch` hides behind "fetch failed". */
export const networkReason = (thrown: unknown): string => {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return cause.message || code || "no answer";
};

const retryAfterMs = (answer: Response): number | undefined => {
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : undefined;
};
