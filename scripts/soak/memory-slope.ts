import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startInfluxd } from "../../test/support/influxd.ts";
import { startMosquitto } from "../../test/support/mosquitto.ts";
import { startNodeRed } from "../../test/support/node-red.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { publishNumbered, reserveSession } from "./numbered-readings.ts";
import { type Slope, theilSen } from "./theil-sen.ts";
import { twinFlow } from "./twin-flow.ts";

export interface MemoryResult {
  readonly readings: number;
  readonly samples: number;
  /** Heap and buffers after a collection of the garbage: at the end of the warm-up, and at the end. */
  readonly firstMegabytes: number;
  readonly lastMegabytes: number;
  readonly residentMegabytes: number;
  /** Megabytes an hour, with its 95 % interval. */
  readonly perHour: Slope;
}

const CLIENT = "soak-memory";
/** Caches fill, code is compiled. */
const WARM_UP_SHARE = 0.3;

/** Runs a flow under an even load of readings by MQTT into InfluxDB, and measures how what it holds grows. */
export const memorySlope = async (
  minutes: number,
  readingsPerSecond: number,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<MemoryResult> => {
  const folder = temporaryFolder();
  const [server, broker] = [await startInfluxd(), await startMosquitto()];
  const file = join(folder.path, "memory.jsonl");
  await reserveSession(broker.url, CLIENT);
  const red = await startNodeRed({
    userDir: folder.path,
    flows: twinFlow(broker.url, server.url, CLIENT),
    env: { TWINLOOM_HOME: folder.path, TWINLOOM_SOAK_MEMORY: file },
    nodeFlags: ["--import", pathToFileURL(join(import.meta.dirname, "report-memory.ts")).href],
  });
  const readings = await publishNumbered(broker.url, readingsPerSecond);
  try {
    for (let minute = 0; minute < minutes; minute++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(1, minutes - minute) * 60_000));
      progress(minute + 1, Math.ceil(minutes));
    }
    await readings.stop();
    return { readings: readings.count(), ...growth(readFileSync(file, "utf8")) };
  } finally {
    await readings.stop();
    await red.stop();
    await broker.remove();
    await server.remove();
    folder.remove();
  }
};

const growth = (text: string): Omit<MemoryResult, "readings"> => {
  const lines = text
    .trim()
    .split("\n")
    .map((line): { seconds: number; held: number; resident: number } => JSON.parse(line));
  const warm = lines.slice(Math.floor(lines.length * WARM_UP_SHARE));
  const hours = warm.map(({ seconds }) => seconds / 3600);
  const held = warm.map((line) => line.held);
  return {
    samples: warm.length,
    firstMegabytes: held[0] ?? Number.NaN,
    lastMegabytes: held.at(-1) ?? Number.NaN,
    residentMegabytes: warm.at(-1)?.resident ?? Number.NaN,
    perHour: theilSen(hours, held),
  };
};
