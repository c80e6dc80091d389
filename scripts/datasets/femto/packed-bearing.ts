import { existsSync } from "node:fs";
import { basename } from "node:path";
import Type from "typebox";
import { Compile } from "typebox/schema";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Bearing } from "./bearing.ts";
import { femtoErrors } from "./errors.ts";
import { readBytes } from "./read-bytes.ts";

/** `BearingX_Y.json`. Waveforms are int16 LE `[snapshot][channel][sample]`; snapshots are numbered from 1 over the whole life. */
const Index = Type.Object({
  fs_hz: Type.Number({ exclusiveMinimum: 0 }),
  n_samples: Type.Integer({ minimum: 1 }),
  channels: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  unit: Type.Literal("g"),
  scale_g_per_lsb: Type.Number({ exclusiveMinimum: 0 }),
  snapshot_period_s: Type.Number({ exclusiveMinimum: 0 }),
  total_snapshots: Type.Integer({ minimum: 1 }),
  snapshots: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 }),
});
const validator = Compile(Index);

const BYTES = 2;
const S_PER_HOUR = 3600;

/**
 * A bearing in the packed form: `BearingX_Y.json`, and `BearingX_Y.i16` or `.i16.gz` beside it.
 *
 * @param indexFile the .json
 * @throws TwinError TWIN-FEMTO-002 to -004
 */
export const readPackedBearing = async (indexFile: string): Promise<Bearing> => {
  const index = parseIndex((await readBytes(indexFile)).toString("utf8"), indexFile);
  const stem = indexFile.replace(/\.json$/, "");
  const waveforms = existsSync(`${stem}.i16`) ? `${stem}.i16` : `${stem}.i16.gz`;
  const bytes = await readBytes(waveforms);
  const { n_samples: samples, channels, snapshots } = index;
  const perSnapshot = channels.length * samples * BYTES;
  const expected = snapshots.length * perSnapshot;
  if (bytes.length !== expected) {
    throw new TwinError(femtoErrors.wrongSize, { file: waveforms, found: bytes.length, expected });
  }
  const hoursAt = (snapshot: number): number => ((snapshot - 1) * index.snapshot_period_s) / S_PER_HOUR;
  return {
    name: basename(stem),
    sampleRateHz: index.fs_hz,
    samples,
    channels,
    lifeHours: hoursAt(index.total_snapshots),
    hours: snapshots.map(hoursAt),
    read: async (at) =>
      channels.map((_, channel) => {
        const from = at * perSnapshot + channel * samples * BYTES;
        const level = (_: unknown, i: number): number => bytes.readInt16LE(from + i * BYTES) * index.scale_g_per_lsb;
        return Float64Array.from({ length: samples }, level);
      }),
  };
};

const parseIndex = (text: string, file: string): Type.Static<typeof Index> => {
  const refuse = (field: string, reason: string, cause?: unknown) =>
    new TwinError(femtoErrors.badIndex, { file, field, reason }, cause);
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch (cause) {
    throw refuse("(the whole)", "is not JSON", cause);
  }
  if (!validator.Check(index)) {
    const [, [first]] = validator.Errors(index);
    throw refuse(first?.instancePath || "(the whole)", first?.message ?? "is not valid");
  }
  const disorder = index.snapshots.findIndex((number, i) => i > 0 && number <= (index.snapshots[i - 1] ?? 0));
  if (disorder >= 0) throw refuse(`/snapshots/${disorder}`, "is not above the one before");
  if ((index.snapshots.at(-1) ?? 0) > index.total_snapshots) throw refuse("/snapshots", "go beyond total_snapshots");
  return index;
};
