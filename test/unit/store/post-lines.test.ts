import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import type { Point } from "../../../nodes/kit/store.ts";
import { postLines } from "../../../nodes/store/line-protocol/post-lines.ts";
import { freePort } from "../../support/free-port.ts";

const points = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    measurement: "telemetry",
    tags: { asset: "pump-1" },
    fields: { value: i },
    timeMs: 1_700_000_000_000 + i,
  }));

describe("posting line protocol", () => {
  let server: Server;
  let url: URL;
  let answer = { status: 204, headers: {}, body: "" };
  let got: { headers: IncomingHttpHeaders; body: Buffer }[] = [];

  before(async () => {
    server = createServer(async (request, response) => {
      got.push({ headers: request.headers, body: await buffer(request) });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    url = new URL(`http://127.0.0.1:${port}/write?db=d&precision=ms`);
  });
  beforeEach(() => {
    got = [];
    answer = { status: 204, headers: {}, body: "" };
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("packs many points and not a few, in their order", async () => {
    assert.equal((await postLines(url, "", points(1))).kind, "taken");
    assert.equal((await postLines(url, "Token t", points(200))).kind, "taken");
    const [few, many] = got;
    assert.equal(few?.headers["content-encoding"], undefined);
    assert.equal(few?.body.toString(), "telemetry,asset=pump-1 value=0 1700000000000");
    assert.deepEqual([many?.headers["content-encoding"], many?.headers.authorization], ["gzip", "Token t"]);
    const lines = gunzipSync(many?.body ?? "")
      .toString()
      .split("\n");
    assert.ok(lines.length === 200 && lines.every((line, i) => line.endsWith(` value=${i} ${1_700_000_000_000 + i}`)));
  });

  it("asks once, and leaves it to the outbox when to ask again", async () => {
    answer = { status: 503, headers: { "retry-after": "7" }, body: '{"error":"timeout"}' };
    assert.deepEqual(await postLines(url, "", points(1)), { kind: "away", reason: "timeout", retryAfterMs: 7000 });
    assert.equal(got.length, 1);
  });

  it("tells data at fault from a server at fault, with the server's words", async () => {
    answer = { status: 400, headers: {}, body: '{"error":"partial write: field type conflict dropped=1"}' };
    const refused = { kind: "refused", reason: "partial write: field type conflict dropped=1" };
    assert.deepEqual(await postLines(url, "", points(1)), { ...refused, all: true });
    assert.deepEqual(await postLines(url, "", points(2)), { ...refused, all: false });
    answer = { status: 401, headers: {}, body: '{"error":"authorization failed"}' };
    assert.deepEqual(await postLines(url, "", points(1)), { kind: "away", reason: "authorization failed" });
  });

  it("takes a server that is not there for one that is away", async () => {
    const nobody = new URL(`http://127.0.0.1:${await freePort()}/write`);
    const result = await postLines(nobody, "", points(1));
    assert.equal(result.kind, "away");
    assert.match(result.kind === "away" ? result.reason : "", /ECONNREFUSED/);
  });
});
