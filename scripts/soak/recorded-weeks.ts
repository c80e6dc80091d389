import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createRandom } from "../../models/random/random.ts";
import { createPlant } from "../plant/plant.ts";

export interface RecordedMachine {
  readonly asset: string;
  readonly assetType: string;
  readonly file: string;
  readonly rows: number;
  /** Cells that hold a number, the time aside. */
  readonly readings: number;
}

const START_MS = Date.UTC(2026, 0, 5);
const WEEK_MS = 7 * 24 * 3_600_000;
const SECOND_MS = 1000;
/** What one sensor adds from second to second, as a part of its value. */
const JITTER = 0.002;

const MACHINES: Readonly<Record<string, string>> = {
  "pump-1": "centrifugal-pump",
  "fan-1": "induction-fan",
  "spindle-1": "cnc-spindle",
  "extruder-1": "extruder-cooling",
};

type Scan = ReturnType<ReturnType<typeof createPlant>["advance"]>[number];

/**
 * Writes what the demo plant's machines measure once a second, a CSV file each: between two scans of the plant the values go evenly,
 * with a little noise. Their wear, failures and repairs are the plant's.
 */
export const recordWeeks = async (folder: string, weeks: number, seed: number): Promise<RecordedMachine[]> => {
  const plant = createPlant(seed, START_MS, () => undefined);
  const scans = Map.groupBy(plant.advance(START_MS + weeks * WEEK_MS), ({ asset }) => asset);
  const machines = Object.entries(MACHINES).map(async ([asset, assetType]): Promise<RecordedMachine> => {
    const file = join(folder, `${asset}.csv`);
    const counts = await write(file, scans.get(asset) ?? [], seed);
    return { asset, assetType, file, ...counts };
  });
  return Promise.all(machines);
};

const write = async (
  file: string,
  scans: readonly Scan[],
  seed: number,
): Promise<{ rows: number; readings: number }> => {
  const random = createRandom(seed).fork(file);
  const channels = Object.keys(scans[0]?.values ?? {});
  const out = createWriteStream(file);
  out.write(`time,${channels.join()}\n`);
  let rows = 0;
  for (const [i, scan] of scans.entries()) {
    const next = scans[i + 1];
    if (!next) break;
    let text = "";
    for (let ms = scan.timeMs; ms < next.timeMs; ms += SECOND_MS) {
      const share = (ms - scan.timeMs) / (next.timeMs - scan.timeMs);
      const cells = channels.map((channel) => {
        const [from = 0, to = 0] = [scan.values[channel], next.values[channel]];
        return ((from + share * (to - from)) * (1 + JITTER * random.normal())).toPrecision(6);
      });
      text += `${ms},${cells.join()}\n`;
      rows++;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await finished(out);
  return { rows, readings: rows * channels.length };
};
