import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { TwinError } from "../../models/errors/twin-error.ts";
import { makeSeries } from "../../models/telemetry/series-view.ts";
import { type Series, TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import { unitConverter } from "../../models/telemetry/units.ts";
import { readTime } from "../../nodes/sensor-source/read-time.ts";
import { csvCells, csvNumber, csvSeparator } from "../../nodes/sensor-source/replay/csv-line.ts";
import { flowTestErrors } from "./errors.ts";

/** Sent at once. */
const BATCH_MS = 3_600_000;

interface Column {
  readonly at: number;
  readonly channel: string;
  readonly unit: string;
  readonly scale: number;
  readonly offset: number;
}

/**
 * A recording: a table (CSV) with a column `time`, one for each channel, its unit in brackets where it is not the asset type's, and one
 * `asset` where it holds several machines. What comes is telemetry by machine and hour, in the units of the asset type.
 *
 * @param own the machine, where the file does not name it
 * @throws TwinError TWIN-FLOWTEST-006, -007
 */
export const csvRecording = (file: string, own: string, unitOf: (channel: string) => string): readonly Telemetry[] => {
  const [header = "", ...lines] = readText(file)
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const separator = csvSeparator(header);
  const heads = csvCells(header, separator).map((head) => head.trim());
  const [timeAt, assetAt] = [heads.indexOf("time"), heads.indexOf("asset")];
  if (timeAt < 0) throw unusable(file, `it has no column time, only ${heads.join(", ")}`);
  const columns = heads.flatMap((head, at) =>
    at === timeAt || at === assetAt ? [] : [columnOf(file, head, at, unitOf)],
  );
  const batches = new Map<string, Batch>();
  for (const [i, line] of lines.entries()) {
    if (line === "") continue;
    const cells = csvCells(line, separator);
    const time = readTime(cells[timeAt]?.trim(), "ms");
    if (time === undefined || Number.isNaN(time)) throw unusable(file, `line ${i + 2} has no time`);
    const asset = (assetAt < 0 ? own : cells[assetAt]?.trim()) || own;
    if (!asset) throw unusable(file, "it names no machine, and neither does the test (asset)");
    const batch = batchOf(batches, asset, Math.floor(time / BATCH_MS));
    for (const { at, channel, scale, offset } of columns) {
      const cell = cells[at]?.trim() ?? "";
      if (cell === "") continue;
      const value = csvNumber(cell, separator);
      if (typeof value === "string") throw unusable(file, `line ${i + 2} has ${cell} for ${channel}`);
      batch.take(channel, time, value * scale + offset);
    }
  }
  const units = new Map(columns.map(({ channel, unit }) => [channel, unit]));
  const told = [...batches.values()].flatMap((batch) => batch.telemetry(units) ?? []);
  if (told.length === 0) throw unusable(file, "it has no readings");
  return told.sort((a, b) => a.time - b.time);
};

const readText = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (cause) {
    throw unusable(file, cause instanceof Error ? cause.message : String(cause));
  }
};

const columnOf = (file: string, head: string, at: number, unitOf: (channel: string) => string): Column => {
  const [, channel = head, found] = /^(.*?)\s*\[(.+)\]$/.exec(head) ?? [];
  const unit = unitOf(channel);
  if (found === undefined) return { at, channel, unit, scale: 1, offset: 0 };
  try {
    return { at, channel, unit, ...unitConverter(found, unit) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(flowTestErrors.badUnit, { file, channel, found, expected: unit, reason }, cause);
  }
};

type Batch = ReturnType<typeof newBatch>;

const batchOf = (batches: Map<string, Batch>, asset: string, hour: number): Batch => {
  const key = `${asset}\n${hour}`;
  const known = batches.get(key);
  if (known) return known;
  const made = newBatch(asset);
  batches.set(key, made);
  return made;
};

const newBatch = (asset: string) => {
  const columns = new Map<string, { readonly times: number[]; readonly values: number[] }>();
  return {
    take(channel: string, time: number, value: number): void {
      const column = columns.get(channel) ?? { times: [], values: [] };
      columns.set(channel, column);
      column.times.push(time);
      column.values.push(value);
    },
    telemetry(units: ReadonlyMap<string, string>): Telemetry | undefined {
      if (columns.size === 0) return undefined;
      const series: Record<string, Series> = {};
      const values: Record<string, number> = {};
      for (const [channel, { times, values: course }] of columns) {
        series[channel] = makeSeries(units.get(channel) ?? "1", times, course);
        values[channel] = course.at(-1) ?? 0;
      }
      const time = Math.max(...[...columns.values()].map(({ times }) => times.at(-1) ?? 0));
      return { schema: TELEMETRY_TAG, asset, time, values, series };
    },
  };
};

const unusable = (file: string, reason: string): TwinError =>
  new TwinError(flowTestErrors.badRecording, { file, reason });
