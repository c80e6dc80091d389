import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InfluxDB } from "influx";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { Point } from "../../nodes/kit/store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../../test/support/influxd.ts";
import { CONTRIB, contribBatch, fetchContrib } from "./contrib-batch.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

const BATCH = 100;
/** As many as the outbox sends in one request. */
const LARGE_BATCH = 5000;
const IN_FLIGHT = 10;
const START_MS = Date.UTC(2026, 0, 5);
const STEP_MS = 10;
const LOOK_MS = 2;

/** One way to write, into a database of its own. */
interface Writer {
  readonly name: string;
  readonly database: string;
  readonly batch: number;
  write(points: readonly Point[]): Promise<void>;
  /** Resolves when the server has all of it, where the end of a write does not yet say so. */
  delivered?(): Promise<void>;
}

const reading = (n: number): Point => ({
  ...{ measurement: "telemetry", tags: { asset: "pump-1", channel: `channel ${n % 5}` } },
  ...{ fields: { value: 20 + (n % 997) / 10, quality: 0 }, timeMs: START_MS + n * STEP_MS },
});

const perSecond = async ({ write, delivered, batch }: Writer, from: number, points: number): Promise<number> => {
  const batches = Array.from({ length: points / batch }, (_, b) =>
    Array.from({ length: batch }, (_, i) => reading(from + b * batch + i)),
  );
  const began = performance.now();
  for (let i = 0; i < batches.length; i += IN_FLIGHT) {
    await Promise.all(batches.slice(i, i + IN_FLIGHT).map((one) => write(one)));
  }
  await delivered?.();
  return (points * 1000) / (performance.now() - began);
};

const ourWriter = ({ url }: Influxd, file: string): Writer & { close(): Promise<void> } => {
  const remote = influx1Remote({ url, database: "ours", user: "", password: "", retentionDays: 0, file });
  const settings = { destination: "bench", limitBytes: 1e9, whenFull: "refuse", file } as const;
  const store = openRemoteStore(remote, { ...settings, clock: systemClock, random: createRandom(1) });
  const delivered = async (): Promise<void> => {
    while (store.health().backlog > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  };
  const close = async (): Promise<void> => void (await store.close());
  return { name: "ours", database: "ours", batch: BATCH, write: store.write, delivered, close };
};

const rawWriter = (port: number, batch: number): Writer => {
  const database = `raw${batch}`;
  const client = new InfluxDB({ host: "127.0.0.1", port, database });
  const write = (points: readonly Point[]): Promise<void> =>
    client.writePoints(
      points.map(({ measurement, tags, fields, timeMs }) => ({
        ...{ measurement, tags: { ...tags }, fields: { ...fields }, timestamp: timeMs },
      })),
      { precision: "ms" },
    );
  return { name: `the client influx, ${batch.toLocaleString("en-US")} a request`, database, batch, write };
};

const contribWriter = async (folder: string, { port }: Influxd): Promise<Writer> => {
  const write = await contribBatch(folder, port, "contrib");
  return { name: `the batch node of ${CONTRIB}`, database: "contrib", batch: BATCH, write };
};

/** @throws Error unless every point is there: a writer that loses some is no fast one */
const checkAllThere = async (server: Influxd, { name, database }: Writer, points: number): Promise<void> => {
  const { results } = await server.query("SELECT count(value) FROM telemetry", database);
  const count = results[0]?.series?.[0]?.values?.[0]?.[1];
  if (count !== points) throw new Error(`${name} wrote ${points} points, the server has ${count}`);
};

/** Into a real InfluxDB 1.6: our store through its outbox, the other palette's batch node and the raw client, by turns in one run. */
export const benchIntoInflux = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  if (!findInfluxd()) return { figures: [], notes: ["It was not measured: there is no influxd here."] };
  const [rounds, points] = quick ? [1, 20_000] : [3, 100_000];
  const contrib = await fetchContrib();
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  const server = await startInfluxd();
  const ours = ourWriter(server, join(folder, "outbox.db"));
  try {
    const others = [rawWriter(server.port, BATCH), rawWriter(server.port, LARGE_BATCH)];
    if (contrib) others.unshift(await contribWriter(contrib, server));
    for (const { database } of others) await server.query(`CREATE DATABASE ${database}`);
    const rates = new Map<Writer, number[]>([ours, ...others].map((writer) => [writer, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [writer, measured] of rates) measured.push(await perSecond(writer, round * points, points));
    }
    for (const writer of rates.keys()) await checkAllThere(server, writer, rounds * points);
    const value = median(rates.get(ours) ?? []);
    const figures = others.map((writer) => {
      const against = { name: writer.name, value: median(rates.get(writer) ?? []) };
      return {
        name: "points through the outbox to the server",
        value,
        unit: "points/s",
        against,
        ratio: value / against.value,
      };
    });
    return {
      figures,
      notes: [
        `Points of two fields in batches of ${BATCH}, ${IN_FLIGHT} under way, until the server has all of them; median of ${rounds} by turns with ${points.toLocaleString("en-US")} points each, and then counted at the server.`,
        `Ours writes each point to disk before it is sent, and sends up to ${LARGE_BATCH.toLocaleString("en-US")} in one compressed request; the others keep nothing.`,
        ...(contrib ? [] : [`The batch node was NOT measured: ${CONTRIB} could not be fetched from the registry.`]),
      ],
    };
  } finally {
    await ours.close();
    await server.remove();
    for (const path of [folder, contrib]) if (path) rmSync(path, { recursive: true, force: true });
  }
};
