import type { IncomingMessage, ServerResponse } from "node:http";
import { createAttemptLimit } from "./attempt-limit.ts";
import { SESSION_COOKIE, type Sessions } from "./session.ts";
import { signInPage } from "./sign-in-page.ts";
import { authenticate } from "./users.ts";

/** Addresses that machines send to: each asks for a token of its own. */
const PUSH = "/twinloom/push/";
const MAX_FORM_BYTES = 4096;

/**
 * Middleware before the operator pages and every HTTP-in node: lets in who has a session, shows the sign-in page to a browser,
 * answers 401 to anything else.
 */
export const signInMiddleware = (sessions: Sessions, usersFile: string, secureCookie: boolean) => {
  const limit = createAttemptLimit();
  const cookie = (value: string, seconds: number): string =>
    `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secureCookie ? "; Secure" : ""}`;

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await readForm(request);
    const username = form.get("username") ?? "";
    const back = localPath(form.get("back"));
    if (limit.isBlocked(username, Date.now())) {
      return page(response, 429, signInPage(back, "Too many tries. Wait a minute."));
    }
    const user = await authenticate(usersFile, username, form.get("password") ?? "");
    if (!user) {
      limit.failed(username, Date.now());
      return page(response, 401, signInPage(back, "Name or password is wrong."));
    }
    response.writeHead(303, {
      Location: back,
      "Set-Cookie": cookie(sessions.issue(user.username, Date.now()), 12 * 3600),
    });
    response.end();
  };

  return (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    const path = new URL(request.url ?? "/", "http://local").pathname;
    if (path === "/sign-in" && request.method === "POST") {
      signIn(request, response).catch(next);
    } else if (path === "/sign-out") {
      response.writeHead(303, { Location: "/dashboard", "Set-Cookie": cookie("", 0) });
      response.end();
    } else if (path.startsWith(PUSH)) {
      next();
    } else if (sessions.read(request.headers.cookie, Date.now())) {
      next();
    } else if (request.headers.accept?.includes("text/html")) {
      page(response, 401, signInPage(localPath(request.url), ""));
    } else {
      response.writeHead(401, { "Content-Type": "text/plain" }).end("Sign in first.\n");
    }
  };
};

const page = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(html);
};

/** Only a path of this server: never a link elsewhere. */
const localPath = (path: string | null | undefined): string =>
  path && /^\/(?![/\\])/.test(path) && path !== "/sign-in" ? path : "/dashboard";

/** The posted form. Node-RED's admin app, which comes first, may have read and parsed the body already. */
const readForm = async (request: IncomingMessage & { readonly body?: unknown }): Promise<URLSearchParams> => {
  if (typeof request.body === "object" && request.body !== null) {
    return new URLSearchParams(
      Object.entries(request.body).map(([key, value]): [string, string] => [key, String(value)]),
    );
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_FORM_BYTES) break;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
};
