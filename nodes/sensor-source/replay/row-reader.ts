import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readTime } from "../read-time.ts";
import type { Source } from "../source.ts";
import { csvCells, csvNumber, csvSeparator } from "./csv-line.ts";

/** Reads the rows of one file by its header. */
export interface RowReader {
  /** Time of a row, epoch milliseconds; NaN where it has none. */
  timeOf(cells: readonly string[]): number;
  cells(line: string): string[];
  take(cells: readonly string[], lineNumber: number): void;
}

/**
 * Finds the columns of a header: the time's, the asset's, and one per tag. A tag that the file does not have is reported; the
 * others go on.
 *
 * @throws TwinError TWIN-SOURCE-044 if the time column is missing
 */
export const rowReader = (source: Source, header: string): RowReader => {
  const { config, plan } = source;
  const file = config.replayFile;
  const separator = csvSeparator(header);
  const names = csvCells(header.replace(/^\uFEFF/, ""), separator).map((name) => name.trim());
  const timeAt = names.indexOf(config.replayTimeColumn);
  const assetAt = config.replayAssetColumn ? names.indexOf(config.replayAssetColumn) : -1;
  if (timeAt < 0) {
    const reason = `it has no column ${config.replayTimeColumn}, only ${names.join(", ")}`;
    throw new TwinError(sourceErrors.fileUnreadable, { file, reason });
  }
  const columns = names.flatMap((name, at): { at: number; plan: ChannelPlan }[] => {
    const found = at === timeAt || at === assetAt ? undefined : plan.find(name);
    return found ? [{ at, plan: found }] : [];
  });
  for (const { tag } of plan.rows) {
    if (names.includes(tag)) continue;
    source.tagUnknown(tag, true);
    source.trouble(new TwinError(sourceErrors.unknownTag, { tag, reason: `${file} has no such column` }), tag);
  }

  return {
    cells: (line) => csvCells(line, separator),
    timeOf: (cells) => readTime(cells[timeAt], config.timeUnit) ?? Number.NaN,
    take: (cells, line) => {
      if (cells.length !== names.length) {
        const details = { line, file, reason: `${cells.length} cells where the header has ${names.length}` };
        source.refuse(new TwinError(sourceErrors.badRow, details), { tag: file });
        return;
      }
      const asset = assetAt < 0 ? "" : (cells[assetAt]?.trim() ?? "");
      for (const { at, plan: found } of columns) {
        const cell = cells[at];
        // An empty cell is a tag that was not sampled at that time.
        if (cell) source.take(found, asset, csvNumber(cell, separator), cells[timeAt]);
      }
    },
  };
};
