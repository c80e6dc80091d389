import assert from "node:assert/strict";
import { join } from "node:path";
import { type AsyncuaServer, asyncuaPython, startAsyncuaServer } from "../support/asyncua-server.ts";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { opcuaRow } from "../support/opcua-row.ts";
import { type Distort, startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

/** The promise of the source, with room for a busy machine. */
const DISTURBED_MS = 1500;
/** Longer than the server's keep-alive: ten publishing intervals. */
const SILENCE_MS = 1000;
const SLOW_MS = 150;
const GARBAGE = 0xa5;

/** What happens to the server's answers. */
const fromServer =
  (change: (bytes: Buffer) => readonly Buffer[]): Distort =>
  (bytes, from) =>
    from === "server" ? change(bytes) : [bytes];

const swapped = fromServer((bytes) => {
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(middle), bytes.subarray(0, middle)];
});

const DISTURBANCES: Readonly<Record<string, (proxy: TcpProxy) => void>> = {
  late: (proxy) => proxy.slow(SLOW_MS),
  garbage: (proxy) => proxy.distort(fromServer((bytes) => [Buffer.alloc(bytes.length, GARBAGE)])),
  "sent twice": (proxy) => proxy.distort(fromServer((bytes) => [bytes, bytes])),
  "in another order": (proxy) => proxy.distort(swapped),
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("an OPC UA source on a bad network, at a server of another make", () => {
  const folder = temporaryFolder();
  let server: AsyncuaServer;
  let proxy: TcpProxy;
  let source: ReturnType<typeof startSource>;
  let count = 100;

  before(async function () {
    const python = await asyncuaPython();
    if (!python) return this.skip();
    server = await startAsyncuaServer(python, await freePort(), join(folder.path, "asyncua"));
    proxy = await startTcpProxy(await freePort(), server.port);
    source = startSource(
      {
        ...{ protocol: "opcua", asset: "m", opcuaEndpoint: `opc.tcp://127.0.0.1:${proxy.port}/` },
        ...{ tags: [opcuaRow("state", "state")], opcuaSamplingMs: 20, opcuaPublishingMs: 50, batchMs: 20 },
      },
      { homeFolder: folder.path },
    );
    await until("data", () => source.samples("state").length > 0);
  });
  after(async () => {
    await source?.close();
    await proxy?.close();
    await server?.kill();
    folder.remove();
  });

  const next = async (): Promise<number> => {
    count++;
    await server.set("state", count, Date.now());
    return count;
  };
  const taken = (value: number): number => source.samples("state").filter(([, one]) => one === value).length;
  /** A value that is set now comes, once, and by one subscription of one session. */
  const whole = async (): Promise<void> => {
    const value = await next();
    await until("data", () => taken(value) > 0).catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify(source.failures)}`);
    });
    await until("the status", () => source.lastStatus()?.level === "ok");
    assert.equal(taken(value), 1);
    assert.deepEqual(await server.counts(), { sessions: 1, subscriptions: 1 });
  };

  for (const [how, disturb] of Object.entries(DISTURBANCES)) {
    it(`goes on after answers were ${how}`, async () => {
      disturb(proxy);
      const end = Date.now() + DISTURBED_MS;
      while (Date.now() < end) {
        await next();
        await pause(50);
      }
      proxy.slow(0);
      proxy.distort(undefined);
      await whole();
    });
  }

  const lost = (): Promise<void> =>
    until("the loss", () => source.lastStatus()?.text.startsWith("reconnecting") === true);

  it("goes on after its connections were refused, and has what the server sent into the broken one after a silence", async () => {
    await pause(SILENCE_MS);
    proxy.refuse(true);
    await lost();
    const missed = await next();
    await pause(SILENCE_MS);
    proxy.refuse(false);
    await whole();
    assert.equal(taken(missed), 1);
  });

  it("goes on after the server was restarted, which has forgotten the subscription", async () => {
    await server.kill();
    await lost();
    await server.start();
    await whole();
  });
});
