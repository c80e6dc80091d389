import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { ROLL_UP_MEASUREMENT } from "../../nodes/store/remote-roll-ups/roll-up.ts";
import { eventually } from "../../test/support/eventually.ts";
import { startInfluxd } from "../../test/support/influxd.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { heldMegabytes } from "./collect-garbage.ts";

export interface InfluxOutageOptions {
  readonly channels: number;
  readonly everySeconds: number;
  readonly progress?: (done: number, of: number) => void;
}

export interface InfluxOutageResult {
  readonly written: number;
  readonly stored: number;
  /** Pairs of requests of which the later began with an older point. */
  readonly outOfOrder: number;
  /** That the process held more at the end of the outage than at its beginning. */
  readonly grownMegabytes: number;
  readonly backlogMegabytes: number;
  readonly drainedPerSecond: number;
}

const DAY_S = 86_400;
const START_MS = Date.UTC(2026, 0, 5);
const IN_FLIGHT = 20;
const PATIENCE_MS = 1_800_000;

/** Takes a day of readings, by their own time, while InfluxDB is stopped, and counts what is there once it is back. */
export const influxOutage = async ({
  channels,
  everySeconds,
  progress = () => undefined,
}: InfluxOutageOptions): Promise<InfluxOutageResult> => {
  const folder = temporaryFolder();
  const server = await startInfluxd();
  const file = join(folder.path, "outage.db");
  const connection = { url: server.url, database: "outage", user: "", password: "", retentionDays: 0, file };
  const { remote, outOfOrder } = watchOrder(influx1Remote(connection));
  const options = { destination: "outage", limitBytes: 1e9, whenFull: "refuse", file } as const;
  const store = openRemoteStore(remote, { ...options, clock: systemClock, random: createRandom(1) });
  const steps = DAY_S / everySeconds;
  const written = steps * channels;
  try {
    await store.write(pointsAt(0, channels));
    await eventually("the first points", () => store.health().backlog === 0);
    await server.stop();
    const before = heldMegabytes();
    for (let first = 1; first < steps; first += IN_FLIGHT) {
      const some = Array.from({ length: Math.min(IN_FLIGHT, steps - first) }, (_, i) => first + i);
      await Promise.all(some.map((step) => store.write(pointsAt(step * everySeconds, channels))));
      progress(first, steps);
    }
    const grownMegabytes = heldMegabytes() - before;
    const { points = 0, bytes = 0 } = store.health().outbox ?? {};
    await server.start();
    await eventually("the server's return", () => store.health().state !== "away");
    const began = performance.now();
    await eventually("the backlog's end", () => store.health().backlog === 0, store.health, PATIENCE_MS);
    const drainedPerSecond = points / ((performance.now() - began) / 1000);
    const { results } = await server.query("SELECT count(value) FROM telemetry", "outage");
    const stored = Number(results[0]?.series?.[0]?.values?.[0]?.[1] ?? 0);
    return {
      written,
      stored,
      outOfOrder: outOfOrder(),
      grownMegabytes,
      backlogMegabytes: bytes / 1e6,
      drainedPerSecond,
    };
  } finally {
    await store.close();
    await server.remove();
    folder.remove();
  }
};

const pointsAt = (seconds: number, channels: number): Point[] =>
  Array.from({ length: channels }, (_, channel) => ({
    ...{ measurement: "telemetry", tags: { asset: "pump-1", channel: `channel ${channel}` } },
    fields: { value: seconds + channel / 100, quality: 0 },
    timeMs: START_MS + seconds * 1000,
  }));

/** A remote of which the order of what it has taken is watched. */
const watchOrder = (remote: Remote) => {
  let newestMs = -Infinity;
  let outOfOrder = 0;
  const send: Remote["send"] = async (points) => {
    const result = await remote.send(points);
    if (result.kind !== "taken") return result;
    for (const { measurement, timeMs } of points) {
      // roll-ups are made afterwards, of what was sent before
      if (measurement === ROLL_UP_MEASUREMENT) continue;
      if (timeMs < newestMs) outOfOrder++;
      newestMs = Math.max(newestMs, timeMs);
    }
    return result;
  };
  return { remote: { ...remote, send }, outOfOrder: () => outOfOrder };
};
