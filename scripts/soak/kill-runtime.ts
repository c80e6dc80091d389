import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createRandom } from "../../models/random/random.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type Influxd, startInfluxd } from "../../test/support/influxd.ts";
import { startMosquitto } from "../../test/support/mosquitto.ts";
import { startNodeRed } from "../../test/support/node-red.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { compareStored, countStored, type Stored } from "./compare-stored.ts";
import { publishNumbered, reserveSession } from "./numbered-readings.ts";
import { twinFlow } from "./twin-flow.ts";

export interface KillOptions {
  readonly kills: number;
  readonly readingsPerSecond: number;
  readonly seed: number;
  /** Told after each kill. */
  readonly step?: () => void;
}

export interface KillResult extends Stored {
  readonly kills: number;
  /** Of these, so many found InfluxDB away. */
  readonly serverKills: number;
  readonly published: number;
  /** Lives that had taken readings before their end. */
  readonly livesUnderLoad: number;
}

const CLIENT = "soak-source";
const LONGEST_LIFE_MS = 1500;
/** Every fourth life is ended at any moment from its start on, the others once they take readings. */
const ANY_MOMENT_EVERY = 4;
/** In every third life InfluxDB is killed too, and is back in the next. */
const SERVER_AWAY_EVERY = 3;
const PATIENCE_MS = 300_000;

/**
 * Kills the whole runtime (`kill -9`) again and again at random moments while readings come by MQTT with QoS 1 and go to a real
 * InfluxDB, and then counts: every reading that the broker has ever taken must be there once, and nothing else.
 */
export const killRuntime = async ({ kills, readingsPerSecond, seed, step }: KillOptions): Promise<KillResult> => {
  const random = createRandom(seed);
  const folder = temporaryFolder();
  const server = await startInfluxd();
  const broker = await startMosquitto();
  const flows = twinFlow(broker.url, server.url, CLIENT);
  const start = () => startNodeRed({ userDir: folder.path, flows, env: { TWINLOOM_HOME: folder.path } });
  await reserveSession(broker.url, CLIENT);
  const readings = await publishNumbered(broker.url, readingsPerSecond);
  let red: Awaited<ReturnType<typeof start>> | undefined;
  let [serverKills, livesUnderLoad] = [0, 0];
  const file = join(folder.path, "soak.db");
  try {
    for (let kill = 0; kill < kills; kill++) {
      const before = rowsEver(file);
      red = await start();
      if (kill % ANY_MOMENT_EVERY !== 3) await eventually("readings in the outbox", () => rowsEver(file) > before);
      await pause(random.next() * LONGEST_LIFE_MS);
      const takesServerAlong = kill % SERVER_AWAY_EVERY === 1;
      await Promise.all([red.stop("SIGKILL"), takesServerAlong && server.stop("SIGKILL")]);
      red = undefined;
      if (takesServerAlong) serverKills++;
      if (kill % SERVER_AWAY_EVERY === 2) await server.start();
      if (rowsEver(file) > before) livesUnderLoad++;
      step?.();
    }
    await readings.stop();
    if (server.pid === 0) await server.start();
    red = await start();
    return {
      kills,
      serverKills,
      published: readings.count(),
      livesUnderLoad,
      ...(await allStored(server, readings.count())),
    };
  } finally {
    await readings.stop();
    await red?.stop("SIGKILL");
    await broker.remove();
    await server.remove();
    folder.remove();
  }
};

/** What is there when all is, or when patience has ended. */
const allStored = async (server: Influxd, published: number): Promise<Stored> => {
  const rows = () => countStored(server);
  await eventually("all readings in InfluxDB", async () => (await rows()) >= published, rows, PATIENCE_MS).catch(
    (late: Error) => console.error(late.message),
  );
  return compareStored(server, published);
};

/** How many rows the outbox has ever had; 0 before there is one. */
const rowsEver = (file: string): number => {
  if (!existsSync(file)) return 0;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    return Number(database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get()?.["seq"] ?? 0);
  } catch {
    return 0;
  } finally {
    database.close();
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
