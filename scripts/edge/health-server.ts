import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Readiness } from "./readiness.ts";

export interface HealthOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer } | undefined;
  readiness(): Readiness;
  /** Text in Prometheus' exposition format, and its content type. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

interface Answer {
  readonly code: number;
  readonly type: string;
  readonly text: string;
}

/**
 * Answers who watches a box: `/healthz` (the process lives), `/readyz` (its flows run and data is kept, else 503 with the
 * reasons), `/metrics`. It says nothing of a plant's data but counts and ages.
 */
export const startHealthServer = (options: HealthOptions): Server => {
  const listener: RequestListener = (request, response) => {
    void answer(request, options)
      .catch((error: unknown): Answer => json(500, { error: String(error) }))
      .then(({ code, type, text }) => {
        response.writeHead(code, { "content-type": type, "cache-control": "no-store" });
        response.end(request.method === "HEAD" ? undefined : text);
      });
  };
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  return server.listen(options.port, options.host);
};

const answer = async ({ method = "", url = "" }: IncomingMessage, options: HealthOptions): Promise<Answer> => {
  if (method !== "GET" && method !== "HEAD") return json(405, { error: "only GET and HEAD" });
  switch (url.split("?")[0]) {
    case "/healthz":
      return json(200, { status: "ok", uptimeSeconds: Math.round(process.uptime()) });
    case "/readyz": {
      const { ready, reasons } = options.readiness();
      return json(ready ? 200 : 503, { status: ready ? "ready" : "not ready", reasons });
    }
    case "/metrics": {
      const { type, text } = await options.metrics();
      return { code: 200, type, text };
    }
    default:
      return json(404, { error: "there are /healthz, /readyz and /metrics" });
  }
};

const json = (code: number, body: object): Answer => ({
  code,
  type: "application/json",
  text: `${JSON.stringify(body)}\n`,
});
