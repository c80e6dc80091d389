import { execFile } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sourceFile } from "../start/layout.ts";

/** `GET /twinloom/why/WORK_ORDER`: what `twinloom why --json` prints. */
const ROUTE = /^\/twinloom\/why\/([\w%.:~-]{1,200})$/;
/** A model is loaded for it, on what may be a small box. */
const MOST_MS = 120_000;
const MOST_BYTES = 10_000_000;
/** `different`: the answer is there, and says so. */
const DIFFERENT = 1;

type Next = (error?: unknown) => void;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Middleware for those who are signed in: tells an operator page how an order came about. In a process of its own, one after
 * another: to load a model and to run the physics again would hold up the flow.
 */
export const whyRoute = (home: string) => {
  let last: Promise<unknown> = Promise.resolve();
  return (request: IncomingMessage, response: ServerResponse, next: Next): void => {
    const [, order] = ROUTE.exec(new URL(request.url ?? "/", "http://local").pathname) ?? [];
    if (order === undefined || request.method !== "GET") {
      next();
      return;
    }
    const answer = last.then(() => trace(home, decoded(order)));
    last = answer;
    answer
      .then(({ status, body }) => {
        response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(body);
      })
      .catch(next);
  };
};

const decoded = (order: string): string => {
  try {
    return decodeURIComponent(order);
  } catch {
    return order;
  }
};

/** Never rejects: what went wrong is the answer. */
const trace = (home: string, order: string): Promise<Answer> =>
  new Promise((resolve) => {
    const args = ["--disable-warning=ExperimentalWarning", sourceFile("scripts/twinloom"), "why", "--home", home];
    execFile(
      process.execPath,
      [...args, "--json", "--", order],
      { timeout: MOST_MS, maxBuffer: MOST_BYTES },
      (error, stdout, stderr) => {
        const told = error === null || error.code === DIFFERENT;
        const problem = stderr.trim() || `no answer within ${MOST_MS / 1000} s`;
        const failed = { status: problem.includes("TWIN-WHY-001") ? 404 : 500, body: JSON.stringify({ problem }) };
        resolve(told && stdout.startsWith("{") ? { status: 200, body: stdout } : failed);
      },
    );
  });
