import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { createOutbox } from "../../nodes/store/outbox/outbox.ts";
import { openLocal } from "../../nodes/store/sqlite/open-local.ts";
import { findInfluxd, startInfluxd } from "../../test/support/influxd.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const BATCH = 100;
const IN_FLIGHT = 10;
const ROUNDS = 5;
const LIVE_PER_SECOND = 10_000;
const BEHIND = 5;
const START_MS = Date.UTC(2026, 0, 5);
const DESTINATION = { destination: "bench", limitBytes: 1e10, whenFull: "refuse" } as const;

/** Micro-batches as a source writes them: one point a reading. */
const readings = (n: number): Point[] =>
  Array.from({ length: BATCH }, (_, i) => ({
    ...{ measurement: "telemetry", tags: { asset: "pump-1", channel: `channel ${i % 5}` } },
    fields: { value: n + i / BATCH, quality: 0 },
    timeMs: START_MS + (n * BATCH + i) * 10,
  }));

type Write = (points: readonly Point[]) => Promise<void>;

const writeAll = async (write: Write, points: number): Promise<number> => {
  const batches = Array.from({ length: points / BATCH }, (_, n) => readings(n));
  const began = performance.now();
  for (let i = 0; i < batches.length; i += IN_FLIGHT) {
    await Promise.all(batches.slice(i, i + IN_FLIGHT).map((batch) => write(batch)));
  }
  return points / ((performance.now() - began) / 1000);
};

const perSecondInto = async (file: string, synchronous: "FULL" | "OFF", points: number): Promise<number> => {
  const local = openLocal({ file });
  local.db.exec(`PRAGMA synchronous = ${synchronous}`);
  const outbox = createOutbox(local, DESTINATION, systemClock);
  const rate = await writeAll(outbox.add, points);
  local.close();
  return rate;
};

/** With fsync and without by turns, so that both meet the same load of the machine. */
const benchFsync = async (folder: string, points: number): Promise<Figure> => {
  const rates = { FULL: [] as number[], OFF: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const synchronous of ["FULL", "OFF"] as const) {
      rates[synchronous].push(await perSecondInto(join(folder, `${synchronous}-${round}.db`), synchronous, points));
    }
  }
  const [value, without] = [median(rates.FULL), median(rates.OFF)];
  const against = { name: "without fsync, synchronous=OFF", value: without };
  return { name: "readings into the outbox, durable", value, unit: "readings/s", against, ratio: value / without };
};

/** How fast a backlog gets through to InfluxDB 1.6, with nothing else to do and beside live data. */
const benchDrain = async (folder: string, points: number, live: boolean): Promise<number> => {
  const server = await startInfluxd();
  const file = join(folder, `drain-${live}.db`);
  const connection = { url: server.url, database: "bench", user: "", password: "", retentionDays: 0, file };
  const remote = influx1Remote(connection);
  await server.stop();
  const store = openRemoteStore(remote, { ...DESTINATION, file, clock: systemClock, random: createRandom(1) });
  try {
    await writeAll(store.write, points);
    await server.start();
    while (store.health().state === "away") await pause(5);
    const began = performance.now();
    let next = points / BATCH;
    const timer = live
      ? setInterval(() => {
          const due = points + ((performance.now() - began) / 1000) * LIVE_PER_SECOND;
          while (next * BATCH < due) store.write(readings(next++)).catch(() => undefined);
        }, 10)
      : undefined;
    while (store.health().backlog > (live ? LIVE_PER_SECOND / 2 : 0)) await pause(5);
    clearInterval(timer);
    const left = store.health().backlog;
    return (next * BATCH - left) / ((performance.now() - began) / 1000);
  } finally {
    await store.close();
    await server.remove();
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The outbox: readings into it with fsync and without, and how fast a backlog gets less. */
export const benchOutbox = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  const points = quick ? 20_000 : 100_000;
  const notes = [
    `Micro-batches of ${BATCH} readings, ten under way; durable: in the write-ahead log with synchronous=FULL. Median of ${ROUNDS} rounds by turns.`,
  ];
  try {
    const figures = [await benchFsync(folder, points)];
    if (!findInfluxd())
      return { figures, notes: [...notes, "The backlog was not measured: there is no influxd here."] };
    const target = { of: "value", atLeast: BEHIND * LIVE_PER_SECOND } as const;
    const unit = "readings/s";
    const alone = await benchDrain(folder, points * BEHIND, false);
    const beside = await benchDrain(folder, points * BEHIND, true);
    figures.push({ name: "backlog through to InfluxDB 1.6", value: alone, unit, target });
    figures.push({
      name: `the same beside ${LIVE_PER_SECOND.toLocaleString("en-US")} live readings/s`,
      value: beside,
      unit,
      target,
    });
    return {
      figures,
      notes: [
        ...notes,
        `Backlog of ${(points * BEHIND).toLocaleString("en-US")} readings; beside live data these are counted too.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
