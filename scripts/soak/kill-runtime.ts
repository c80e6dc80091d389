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
  /** Lives in which InfluxDB got something. */
  readonly livesThatStored: number;
}

const CLIENT = "soak-source";
const LONGEST_LIFE_MS = 1500;
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
  let [serverKills, livesThatStored, storedBefore] = [0, 0, 0];
  try {
    for (let kill = 0; kill < kills; kill++) {
      red = await start();
      await pause(random.next() * LONGEST_LIFE_MS);
      const takesServerAlong = kill % SERVER_AWAY_EVERY === 1;
      await Promise.all([red.stop("SIGKILL"), takesServerAlong && server.stop("SIGKILL")]);
      red = undefined;
      if (takesServerAlong) serverKills++;
      if (kill % SERVER_AWAY_EVERY === 2) await server.start();
      const stored = await countStored(server);
      if (stored > storedBefore) livesThatStored++;
      storedBefore = Math.max(stored, storedBefore);
      step?.();
    }
    await readings.stop();
    if (server.pid === 0) await server.start();
    red = await start();
    return {
      kills,
      serverKills,
      published: readings.count(),
      livesThatStored,
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
