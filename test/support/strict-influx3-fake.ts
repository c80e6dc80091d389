import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { freePort } from "./free-port.ts";
import { startInfluxd } from "./influxd.ts";
import { type Line, parseLine } from "./strict-line-protocol.ts";

export interface StrictInflux3Fake {
  readonly url: string;
  /** Method and address of each request, and whether its body was packed. */
  readonly requests: readonly { readonly call: string; readonly gzip: boolean }[];
  stop(): Promise<void>;
}

class Refusal extends Error {
  readonly status: number;
  readonly data: unknown;
  constructor(status: number, message: string, data?: unknown) {
    super(message);
    this.status = status;
    this.data = data;
  }
}

/** More bytes than this must come packed. */
const PLAIN_BYTES = 1000;

/**
 * NOT an InfluxDB 3: a fake for machines without one. It answers the two calls of InfluxDB 3 Core that a twin store makes, refuses
 * every request that is not exactly as documented, and has an InfluxDB 1.6 keep the points and evaluate the InfluxQL. What is
 * particular to InfluxDB 3 it does itself: the token, tables made by the first write, no column that is tag and field, and a
 * write whose bad lines are named while the others are taken.
 *
 * https://docs.influxdata.com/influxdb3/core/api/write-data/
 * https://docs.influxdata.com/influxdb3/core/query-data/execute-queries/influxdb-v1-api/
 */
export const startStrictInflux3Fake = async (database: string, token: string): Promise<StrictInflux3Fake> => {
  const influxd = await startInfluxd();
  await influxd.query(`CREATE DATABASE "kept"`);
  const requests: { call: string; gzip: boolean }[] = [];
  const columns = new Map<string, string>();
  let written = false;

  /** Why the line can't be kept. */
  const complaint = ({ measurement, tags, fields }: Line): string | undefined => {
    const wanted = [
      ...Object.keys(tags).map((tag) => [tag, "tag"] as const),
      ...Object.entries(fields).map(([field, value]) => [field, typeof value] as const),
    ];
    for (const [name, kind] of wanted) {
      const known = columns.get(`${measurement}\n${name}`);
      if (known !== undefined && known !== kind)
        return `invalid column type for column '${name}', expected ${known}, got ${kind}`;
    }
    for (const [name, kind] of wanted) columns.set(`${measurement}\n${name}`, kind);
    return undefined;
  };

  const write = async (body: string, query: URLSearchParams): Promise<void> => {
    expectParameters(query, { bucket: database, precision: "ms" });
    const good: string[] = [];
    const data: unknown[] = [];
    for (const [i, line] of body.split("\n").entries()) {
      const reason = complaintOf(() => complaint(parseLine(line)));
      if (reason === undefined) good.push(line);
      else data.push({ original_line: line, line_number: i + 1, error_message: reason });
    }
    const kept = await fetch(`${influxd.url}/write?db=kept&precision=ms`, { method: "POST", body: good.join("\n") });
    if (good.length > 0 && kept.status !== 204) throw new Error(`the InfluxDB behind refused: ${await kept.text()}`);
    written = true;
    if (data.length > 0) throw new Refusal(400, "partial write of line protocol occurred", data.slice(0, 100));
  };

  const query = async (asked: URLSearchParams): Promise<string> => {
    expectParameters(asked, { db: database, epoch: "ms", q: asked.get("q") ?? "" });
    if (!written) throw new Refusal(404, `database not found: ${database}`);
    const q = asked.get("q") ?? "";
    if (!q.startsWith("SELECT ")) throw new Refusal(400, "only SELECT is expected here");
    const answer = await fetch(`${influxd.url}/query?${new URLSearchParams({ db: "kept", epoch: "ms", q })}`);
    return answer.text();
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://fake");
    const gzip = request.headers["content-encoding"] === "gzip";
    const body = await text(gzip ? request.pipe(createGunzip()) : request);
    requests.push({ call: `${request.method} ${request.url}`, gzip });
    if (request.headers.authorization !== `Token ${token}`) throw new Refusal(401, "the request was not authenticated");
    if (!gzip && Buffer.byteLength(body) > PLAIN_BYTES) throw new Refusal(413, "this fake wants it packed");
    const call = `${request.method} ${pathname}`;
    if (call === "POST /api/v2/write") {
      await write(body, searchParams);
      response.writeHead(204).end();
    } else if (call === "GET /query") {
      const answer = await query(searchParams);
      response.writeHead(200, { "content-type": "application/json" }).end(answer);
    } else {
      throw new Refusal(404, `not found: ${call}`);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const { status, data } = error instanceof Refusal ? error : { status: 500, data: undefined };
      const message = error instanceof Error ? error.message : String(error);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error: message, data }));
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await influxd.remove();
    },
  };
};

const complaintOf = (check: () => string | undefined): string | undefined => {
  try {
    return check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const expectParameters = (query: URLSearchParams, wanted: Readonly<Record<string, string>>): void => {
  const given = JSON.stringify([...query].sort());
  if (given !== JSON.stringify(Object.entries(wanted).sort())) throw new Refusal(400, `unexpected parameters ${given}`);
};
