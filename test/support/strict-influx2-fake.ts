import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { annotatedCsv, evaluateFlux } from "./strict-flux.ts";
import { type Line, parseLine } from "./strict-line-protocol.ts";

export interface StrictInflux2Fake {
  readonly url: string;
  readonly requests: readonly string[];
  /** While set, every request is answered with it. */
  failWith(
    answer:
      | { readonly status: number; readonly message: string; readonly headers?: Record<string, string> }
      | undefined,
  ): void;
  stop(): Promise<void>;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * NOT an InfluxDB: a fake for machines without one, which answers two calls of the InfluxDB 2 API and refuses every request
 * that is not exactly as documented (https://docs.influxdata.com/influxdb/v2/api/). It shows that our requests keep to the
 * documents; that a server agrees is shown only by the same tests run on a real one.
 */
export const startStrictInflux2Fake = async (
  org: string,
  bucket: string,
  token: string,
): Promise<StrictInflux2Fake> => {
  const buckets = new Map<string, Map<string, Line>>([[bucket, new Map()]]);
  const kinds = new Map<string, string>();
  const requests: string[] = [];
  let failure: Parameters<StrictInflux2Fake["failWith"]>[0];

  const write = (body: string, query: URLSearchParams): void => {
    if (query.get("precision") !== "ms") throw new Refusal(400, "invalid", "this fake wants the precision ms");
    const stored = buckets.get(query.get("bucket") ?? "");
    if (!stored) throw new Refusal(404, "not found", `bucket "${query.get("bucket")}" not found`);
    const lines = body.split("\n").map((line) => {
      try {
        return parseLine(line);
      } catch (error) {
        throw new Refusal(400, "invalid", error instanceof Error ? error.message : String(error));
      }
    });
    let conflict = "";
    let dropped = 0;
    for (const line of lines) {
      const wrong = Object.entries(line.fields).find(([field, value]) => {
        const key = `${line.measurement}\n${field}`;
        if (!kinds.has(key)) kinds.set(key, nameOf(value));
        return kinds.get(key) !== nameOf(value);
      });
      if (wrong) {
        dropped += 1;
        conflict ||= `field type conflict: input field "${wrong[0]}" on measurement "${line.measurement}" is type ${nameOf(wrong[1])}, already exists as type ${kinds.get(`${line.measurement}\n${wrong[0]}`)}`;
      } else {
        keep(stored, line);
      }
    }
    if (dropped > 0) {
      const message = `failure writing points to database: partial write: ${conflict} dropped=${dropped}`;
      throw new Refusal(422, "unprocessable entity", message);
    }
  };

  const queryCsv = (body: string): string => {
    const { query, type, dialect } = JSON.parse(body);
    if (type !== "flux" || !Array.isArray(dialect?.annotations))
      throw new Refusal(400, "invalid", "not a Flux request");
    try {
      return annotatedCsv(evaluateFlux(query, buckets));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw /could not find bucket/.test(message)
        ? new Refusal(404, "not found", message)
        : new Refusal(400, "invalid", message);
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://fake");
    const gzip = request.headers["content-encoding"] === "gzip";
    const body = await text(gzip ? request.pipe(createGunzip()) : request);
    requests.push(`${request.method} ${request.url}`);
    if (failure) {
      response.writeHead(failure.status, { "content-type": "application/json", ...failure.headers });
      response.end(JSON.stringify({ code: "internal error", message: failure.message }));
      return;
    }
    if (request.headers.authorization !== `Token ${token}`)
      throw new Refusal(401, "unauthorized", "unauthorized access");
    if (searchParams.get("org") !== org)
      throw new Refusal(404, "not found", `organization name "${searchParams.get("org")}" not found`);
    const call = `${request.method} ${pathname} ${(request.headers["content-type"] ?? "").split(";")[0]}`;
    if (call === "POST /api/v2/write text/plain") {
      write(body, searchParams);
      response.writeHead(204).end();
    } else if (call === "POST /api/v2/query application/json") {
      const csv = queryCsv(body);
      response.writeHead(200, { "content-type": "text/csv; charset=utf-8" }).end(csv);
    } else {
      throw new Refusal(404, "not found", `path not found: ${call}`);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const { status, code } = error instanceof Refusal ? error : { status: 500, code: "internal error" };
      const message = error instanceof Error ? error.message : String(error);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ code, message }));
    });
  });
  const url = await listen(server);
  return {
    url,
    requests,
    failWith: (answer) => {
      failure = answer;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const nameOf = (value: unknown): string => (typeof value === "number" ? "float" : typeof value);

/** Same measurement, tags and time: the fields are merged, the newer value wins. */
const keep = (stored: Map<string, Line>, line: Line): void => {
  const key = JSON.stringify([line.timeMs, line.measurement, Object.entries(line.tags).sort()]);
  stored.set(key, { ...line, fields: { ...stored.get(key)?.fields, ...line.fields } });
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
