import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd, startInfluxd } from "../../test/support/influxd.ts";

export interface StoreFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const BATCH = 100;
const IN_FLIGHT = 10;
const RANGE_POINTS = 10_000;
const START_MS = Date.UTC(2026, 0, 1);

/** Micro-batches as a sensor source writes them: one asset, five channels, one point a reading. */
const batch = (n: number): Point[] =>
  Array.from({ length: BATCH }, (_, i) => ({
    measurement: "telemetry",
    tags: { asset: "pump-1", channel: `channel ${i % 5}` },
    fields: { value: n + i / BATCH, quality: 192 },
    timeMs: START_MS + (n * BATCH + i) * 10,
  }));

const batchesOf = (points: number): Point[][] => Array.from({ length: points / BATCH }, (_, n) => batch(n));

const writeAll = async (store: TwinStore, batches: readonly Point[][]): Promise<void> => {
  for (let i = 0; i < batches.length; i += IN_FLIGHT) {
    await Promise.all(batches.slice(i, i + IN_FLIGHT).map((one) => store.write(one)));
  }
};

const secondsOf = async (action: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await action();
  return (performance.now() - began) / 1000;
};

const benchEmbedded = async (file: string, points: number): Promise<StoreFigure[]> => {
  const store = openEmbeddedStore({ file });
  const batches = batchesOf(points);
  const seconds = await secondsOf(() => writeAll(store, batches));
  const toMs = START_MS + RANGE_POINTS * 5 * 10;
  const query = {
    measurement: "telemetry",
    tags: { asset: "pump-1", channel: "channel 0" },
    field: "value",
    fromMs: 0,
    toMs,
  };
  const rangeSeconds: number[] = [];
  for (let i = 0; i < 21; i++) rangeSeconds.push(await secondsOf(async () => void (await store.range(query))));
  const { length } = (await store.range(query)).values;
  await store.close();
  const median = rangeSeconds.sort((a, b) => a - b)[10] ?? Number.NaN;
  return [
    { name: "embedded store, durable points of two fields", value: points / seconds, unit: "points/s" },
    { name: `embedded store, range of ${length} points (median)`, value: median * 1000, unit: "ms" },
  ];
};

const benchInflux1 = async (file: string, points: number): Promise<StoreFigure[]> => {
  const server = await startInfluxd();
  const remote = influx1Remote({ url: server.url, database: "bench", user: "", password: "", retentionDays: 0, file });
  const rest = { destination: "bench", limitBytes: 1e9, clock: systemClock, random: createRandom(1) };
  const store = openRemoteStore(remote, { file, whenFull: "refuse", ...rest });
  const batches = batchesOf(points);
  try {
    let accepted = 0;
    const delivered = await secondsOf(async () => {
      accepted = await secondsOf(() => writeAll(store, batches));
      while (store.health().backlog > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    return [
      { name: "InfluxDB 1.6 store, durable in the outbox", value: points / accepted, unit: "points/s" },
      { name: "InfluxDB 1.6 store, through the outbox to the server", value: points / delivered, unit: "points/s" },
    ];
  } finally {
    await store.close();
    await server.remove();
  }
};

/** Writes and reads of the twin store in micro-batches of 100 points, ten under way. Without influxd its figures are left out. */
export const benchStore = async (points = 200_000): Promise<readonly StoreFigure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  try {
    const embedded = await benchEmbedded(join(folder, "embedded.db"), points);
    return findInfluxd() ? [...embedded, ...(await benchInflux1(join(folder, "influx1.db"), points))] : embedded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
