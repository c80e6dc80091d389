import type { HttpReply } from "../../kit/world.ts";

/** What is wrong with a body, or with one of its lines or items. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Counted from 1; undefined: the whole body. */
  readonly line?: number;
}

export const isRefused = (found: Problem | readonly Problem[]): found is Problem => !Array.isArray(found);

/** Codes and words of InfluxDB 2's write API, by which its clients decide whether to come again. */
const REPLIES = {
  204: { code: "", message: "", headers: {} },
  400: { code: "invalid", message: "", headers: {} },
  401: { code: "unauthorized", message: "unauthorized access", headers: { "WWW-Authenticate": "Bearer" } },
  405: { code: "method not allowed", message: "send it by POST", headers: { Allow: "POST" } },
  413: { code: "request too large", message: "the body is larger than this source takes", headers: {} },
  415: {
    code: "invalid",
    message: "send Content-Type application/json or text/plain, and no encoding but gzip",
    headers: {},
  },
  429: { code: "too many requests", message: "come again", headers: { "Retry-After": "1" } },
  503: {
    code: "unavailable",
    message: "the store did not take it in time: come again",
    headers: { "Retry-After": "5" },
  },
} as const;

/** @param problems of a 400: the readings that are not named were taken */
export const replyOf = (status: keyof typeof REPLIES, problems: readonly Problem[] = []): HttpReply => {
  const { code, message, headers } = REPLIES[status];
  if (status === 204) return { status };
  const [first] = problems;
  const words = first ? `${first.line === undefined ? "" : `line ${first.line}: `}${first.message}` : message;
  const body = {
    code,
    message: words || "the body can't be read",
    ...(first?.line === undefined ? {} : { line: first.line }),
    ...(problems.length > 0 ? { errors: problems } : {}),
  };
  return { status, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
};
