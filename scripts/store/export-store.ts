import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { TwinError } from "../../models/errors/twin-error.ts";
import { writeLine } from "../../nodes/store/line-protocol/write-line.ts";
import { openKnown } from "../../nodes/store/sqlite/open-known.ts";
import type { Progress } from "../datasets/progress-bar.ts";
import { moveErrors } from "./errors.ts";
import { documentLine, EXPORT_HEADER } from "./export-format.ts";
import { type PointRange, recordedGroups, recordedPoints } from "./recorded-points.ts";

export interface ExportOptions extends PointRange {
  readonly store: string;
  /** Compressed where its name ends in `.gz`. */
  readonly target: string;
  readonly documents: boolean;
}

const CHUNK_CHARS = 65_536;

/**
 * Writes what an embedded store has recorded as line protocol, as it is at this moment, beside a Node-RED that may go on
 * writing. The file gets its name when it is whole.
 *
 * @throws TwinError TWIN-MOVE-001, TWIN-STORE-001, -004, -005
 */
export const exportStore = async (options: ExportOptions, progress: Progress) => {
  const file = resolve(options.target);
  if (existsSync(file)) throw new TwinError(moveErrors.targetExists, { file });
  const { path, db } = openKnown(options.store);
  const count = { points: 0, documents: 0 };
  const unfinished = `${file}.unfinished`;
  try {
    // one read transaction: everything is of the same moment
    db.exec("BEGIN");
    const text = Readable.from(chunks(db, options, count, progress));
    await pipeline(text, file.endsWith(".gz") ? createGzip() : new PassThrough(), createWriteStream(unfinished));
    renameSync(unfinished, file);
    return { store: path, file, ...count };
  } finally {
    rmSync(unfinished, { force: true });
    db.close();
  }
};

function* chunks(
  db: DatabaseSync,
  options: ExportOptions,
  count: { points: number; documents: number },
  bar: Progress,
) {
  let chunk = `${EXPORT_HEADER}\n`;
  const groups = recordedGroups(db, options);
  bar.begin(groups.length + 1);
  for (const group of groups) {
    for (const point of recordedPoints(db, group, options)) {
      chunk += `${writeLine(point)}\n`;
      count.points += 1;
      if (chunk.length < CHUNK_CHARS) continue;
      yield chunk;
      chunk = "";
    }
    bar.step();
  }
  yield chunk;
  if (options.documents) {
    for (const line of documentLines(db, options)) {
      count.documents += 1;
      yield `${line}\n`;
    }
  }
  bar.step();
}

function* documentLines(db: DatabaseSync, { fromMs, toMs }: PointRange) {
  const rows = db.prepare("SELECT * FROM documents WHERE time_ms >= ? AND time_ms < ? ORDER BY rowid");
  for (const row of rows.iterate(fromMs, toMs)) {
    const [collection, id, owner] = [String(row["collection"]), String(row["id"]), String(row["owner"])];
    yield documentLine({
      collection,
      id,
      owner,
      timeMs: Number(row["time_ms"]),
      body: JSON.parse(String(row["body"])),
    });
  }
}
