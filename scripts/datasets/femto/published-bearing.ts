import { basename, join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Bearing } from "./bearing.ts";
import { femtoErrors } from "./errors.ts";
import { readBytes } from "./read-bytes.ts";

/** Name of a snapshot's file in the published form, its number from 1 in it. */
export const SNAPSHOT_FILE = /^acc_(\d+)\.csv(\.gz)?$/;

/** Of the test rig PRONOSTIA: Nectoux et al., PRONOSTIA: an experimental platform for bearings …, IEEE PHM 2012. */
const SAMPLE_RATE_HZ = 25_600;
const SNAPSHOT_PERIOD_S = 10;
const CHANNELS = ["horizontal", "vertical"] as const;
/** Hour, minute, second, microsecond come before the accelerations. */
const FIRST_ACCELERATION = 4;
const S_PER_HOUR = 3600;

/**
 * A bearing as it was published: a folder `BearingX_Y` of acc_00001.csv, one file each 10 s, the last one at the end of
 * its life.
 *
 * @param files names of the snapshots' files in the folder
 * @throws TwinError TWIN-FEMTO-002, -005 to -007
 */
export const readPublishedBearing = async (folder: string, files: readonly string[]): Promise<Bearing> => {
  const numberOf = (file: string): number => Number(SNAPSHOT_FILE.exec(file)?.[1]);
  const hoursAt = (file: string): number => ((numberOf(file) - 1) * SNAPSHOT_PERIOD_S) / S_PER_HOUR;
  const ordered = files.toSorted((a, b) => numberOf(a) - numberOf(b));
  const first = await readSnapshot(join(folder, ordered[0] ?? ""));
  const samples = first[0]?.length ?? 0;
  return {
    name: basename(folder),
    sampleRateHz: SAMPLE_RATE_HZ,
    samples,
    channels: CHANNELS,
    lifeHours: hoursAt(ordered.at(-1) ?? ""),
    hours: ordered.map(hoursAt),
    read: async (at) => {
      const file = join(folder, ordered[at] ?? "");
      const channels = await readSnapshot(file);
      const found = channels[0]?.length ?? 0;
      if (found !== samples) throw new TwinError(femtoErrors.wrongLength, { file, found, expected: samples });
      return channels;
    },
  };
};

const readSnapshot = async (file: string): Promise<Float64Array[]> => {
  const lines = (await readBytes(file)).toString("latin1").trimEnd().split("\n");
  const channels = CHANNELS.map(() => new Float64Array(lines.length));
  lines.forEach((line, i) => {
    // Some of the published bearings are separated by semicolons.
    const words = line.split(/[,;]/);
    if (words.length !== FIRST_ACCELERATION + CHANNELS.length) {
      throw new TwinError(femtoErrors.columns, { file, line: i + 1, found: words.length });
    }
    channels.forEach((samples, channel) => {
      const word = words[FIRST_ACCELERATION + channel]?.trim() ?? "";
      const value = Number(word);
      if (word === "" || !Number.isFinite(value)) {
        throw new TwinError(femtoErrors.notNumber, { file, line: i + 1, found: word });
      }
      samples[i] = value;
    });
  });
  return channels;
};
