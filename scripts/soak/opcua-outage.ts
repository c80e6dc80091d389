import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point } from "../../nodes/kit/store.ts";
import { spindleType } from "../../test/sensor-source/spindle-type.ts";
import { startAsyncuaServer } from "../../test/support/asyncua-server.ts";
import { freePort } from "../../test/support/free-port.ts";
import { startSource } from "../../test/support/live-source.ts";
import { opcuaRow } from "../../test/support/opcua-row.ts";
import { startTcpProxy } from "../../test/support/tcp-proxy.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { until } from "../../test/support/until.ts";

export interface OpcuaOutageResult {
  readonly values: number;
  readonly lost: number;
  /** Values of the outage that the store got before an older one. */
  readonly outOfOrder: number;
  /** Values of the outage that the flow got, which it gets in order only. */
  readonly inFlow: number;
}

const DAY_MS = 86_400_000;
const PATIENCE_MS = 600_000;
const SHORT_MS = 10_000;
const AT_ONCE = 200;

/**
 * Keeps an OPC UA server (asyncua, with history) out of reach for a simulated day, in which a tag goes on changing, and counts what
 * the store has got after the link is back. The clock of the source is a day ahead from the outage on.
 */
export const opcuaOutage = async (
  python: string,
  everySeconds: number,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<OpcuaOutageResult> => {
  const folder = temporaryFolder();
  const server = await startAsyncuaServer(python, await freePort(), folder.path);
  const proxy = await startTcpProxy(await freePort(), server.port);
  const times: number[] = [];
  const write = async (points: readonly Point[]): Promise<void> => {
    for (const { timeMs } of points) times.push(timeMs);
  };
  let aheadMs = 0;
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
  const startMs = Date.now();
  await server.set("speed", 100, startMs);
  const source = startSource(
    {
      ...{ protocol: "opcua", opcuaEndpoint: `opc.tcp://127.0.0.1:${proxy.port}/`, batchMs: 20 },
      ...{ tags: [opcuaRow("speed", "speed")], asset: "spindle-1", opcuaQueueSize: 1 },
    },
    { assetType: spindleType, store: { write }, clock, homeFolder: folder.path },
  );
  const count = DAY_MS / 1000 / everySeconds;
  try {
    await until("the first value", () => times.length > 0, PATIENCE_MS);
    proxy.refuse(true);
    await until("the loss", () => source.lastStatus()?.text.startsWith("reconnecting") === true, PATIENCE_MS);
    aheadMs = DAY_MS;
    for (let first = 1; first <= count; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, count - first + 1) }, (_, i) => first + i);
      await Promise.all(numbers.map((n) => server.set("speed", 100 + (n % 900), startMs + n * everySeconds * 1000)));
      progress(first, count);
    }
    proxy.refuse(false);
    const missing = new Set(Array.from({ length: count }, (_, i) => startMs + (i + 1) * everySeconds * 1000));
    await until(
      "the missed values",
      () => {
        for (const time of times) missing.delete(time);
        return missing.size === 0;
      },
      PATIENCE_MS,
    ).catch(() => undefined);
    // what was sent live and is in the history too is written twice, to the same place
    const first = [...new Set(times)];
    const outOfOrder = first.filter((time, i) => time < (first[i - 1] ?? 0)).length;
    const inFlow = (): number => source.samples("speed").filter(([time]) => time > startMs).length;
    // what is stored is sent on in the next moment
    await until("them in the flow", () => inFlow() >= count, SHORT_MS).catch(() => undefined);
    return { values: count, lost: missing.size, outOfOrder, inFlow: inFlow() };
  } finally {
    await source.close();
    await proxy.close();
    await server.kill();
    folder.remove();
  }
};
