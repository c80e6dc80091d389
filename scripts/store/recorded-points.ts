import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Point } from "../../nodes/kit/store.ts";
import { type Series, type SeriesGroup, seriesRegistry } from "../../nodes/store/embedded/series-registry.ts";

export interface PointRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Empty for all. */
  readonly measurements: readonly string[];
}

/** Sets of tags, each of which gives its points in the order of time; one at a time, so that a year does not fill the memory. */
export const recordedGroups = (db: DatabaseSync, { measurements }: PointRange): readonly SeriesGroup[] => {
  const groups = new Set(
    seriesRegistry(db)
      .all()
      .map(({ group }) => group),
  );
  return [...groups].filter(({ measurement }) => measurements.length === 0 || measurements.includes(measurement));
};

/** The points of one set of tags: fields of the same time together. */
export function* recordedPoints(db: DatabaseSync, group: SeriesGroup, range: PointRange): Generator<Point> {
  const fields = [...group.fields.values()].map((series) => ({ series, rows: rowsOf(db, series, range) }));
  const heads = fields.map(({ series, rows }) => ({ series, rows, row: rows.next() }));
  for (;;) {
    const timeMs = Math.min(...heads.map(({ row }) => (row.done ? Infinity : row.value.timeMs)));
    if (timeMs === Infinity) return;
    const values: Record<string, number | string | boolean> = {};
    const integers: string[] = [];
    for (const head of heads) {
      if (head.row.done || head.row.value.timeMs !== timeMs) continue;
      const { value } = head.row.value;
      values[head.series.field] = value;
      if (head.series.isInteger && Number.isSafeInteger(value)) integers.push(head.series.field);
      head.row = head.rows.next();
    }
    const point = { measurement: group.measurement, tags: group.tags, fields: values, timeMs };
    yield integers.length > 0 ? { ...point, integers } : point;
  }
}

function* rowsOf(db: DatabaseSync, { id, kind }: Series, { fromMs, toMs }: PointRange) {
  const table = kind === "number" ? "samples" : "texts";
  const rows: StatementSync = db.prepare(
    `SELECT time_ms, value FROM ${table} WHERE series_id = ? AND time_ms >= ? AND time_ms < ? ORDER BY time_ms`,
  );
  for (const row of rows.iterate(id, fromMs, toMs)) {
    const stored = row["value"];
    const value = kind === "number" ? Number(stored) : kind === "boolean" ? stored === "true" : String(stored);
    yield { timeMs: Number(row["time_ms"]), value };
  }
}
