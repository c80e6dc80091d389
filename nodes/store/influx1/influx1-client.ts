import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { InfluxDB } from "influx";

export interface Influx1Options {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** 0 keeps everything. */
  readonly retentionDays: number;
  /** Where points wait; for messages. */
  readonly file: string;
}

const TIMEOUT_MS = 15_000;
const REQUEST_CREATED = "http.client.request.created";

/** The outbox decides when to try again, so the library's own retries and pauses are off. */
const noBackoff = { getDelay: () => 0, next: () => noBackoff, reset: () => noBackoff };

export interface Influx1 {
  readonly client: InfluxDB;
  readonly quoting: typeof import("influx").escape;
}

/** Loads the client library, which only a flow that uses it pays for. */
export const connect = async ({ url, database, user, password }: Influx1Options): Promise<Influx1> => {
  const { InfluxDB, escape: quoting } = await import("influx");
  const { protocol, hostname, port, pathname } = new URL(url);
  const client = new InfluxDB({
    protocol: protocol === "https:" ? "https" : "http",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (protocol === "https:" ? 443 : 80),
    path: pathname === "/" ? "" : pathname,
    database,
    username: user,
    password,
    pool: { maxRetries: 0, requestTimeout: TIMEOUT_MS, backoff: noBackoff },
  });
  return { client, quoting };
};

/**
 * Waits for one call of the library. A connection that breaks in the middle of an answer would leave the library waiting for
 * ever, so the end of the request is watched beside it.
 *
 * @param call makes its one request before it returns
 */
export const answered = async <T>(call: () => Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  let request: ClientRequest | undefined;
  const noteRequest = (message: unknown): void => {
    ({ request } = message as { request: ClientRequest });
  };
  subscribe(REQUEST_CREATED, noteRequest);
  const answer = call();
  unsubscribe(REQUEST_CREATED, noteRequest);
  const broken = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS + 1000);
    request?.once("close", () => setImmediate(() => reject(new Error("the connection broke"))));
  });
  return Promise.race([answer, broken]).finally(() => clearTimeout(timer));
};

/** HTTP status (0 without an answer) and the server's own words. */
export const failureOf = (thrown: unknown): { readonly status: number; readonly reason: string } => {
  if (!(thrown instanceof Error)) return { status: 0, reason: String(thrown) };
  const { res } = thrown as Error & { res?: { statusCode?: number } };
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const said = /error occurred: (.*)$/s.exec(thrown.message)?.[1] ?? thrown.message;
  return { status: res?.statusCode ?? 0, reason: jsonError(said) || code || "no answer" };
};

const jsonError = (text: string): string => {
  try {
    const { error }: { error?: string } = JSON.parse(text);
    return error ?? text;
  } catch {
    return text;
  }
};
