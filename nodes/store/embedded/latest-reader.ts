import type { DatabaseSync } from "node:sqlite";
import type { LatestRow } from "../../kit/store.ts";
import type { FieldValue } from "../check-point.ts";
import type { FieldKind, SeriesGroup } from "./series-registry.ts";

/** The newest value of each field of a group, with the time of the newest of them; one key look-up a field. */
export const latestReader = (db: DatabaseSync) => {
  const newest = (table: string) =>
    db.prepare(`SELECT time_ms, value FROM ${table} WHERE series_id = ? ORDER BY time_ms DESC LIMIT 1`);
  const number = newest("samples");
  const text = newest("texts");

  return (group: SeriesGroup): LatestRow | undefined => {
    const fields: Record<string, FieldValue> = {};
    let timeMs = -Infinity;
    for (const series of group.fields.values()) {
      const row = (series.kind === "number" ? number : text).get(series.id);
      if (!row) continue;
      fields[series.field] = restored(series.kind, row["value"]);
      timeMs = Math.max(timeMs, Number(row["time_ms"]));
    }
    return timeMs === -Infinity ? undefined : { tags: group.tags, fields, timeMs };
  };
};

const restored = (kind: FieldKind, stored: unknown): FieldValue =>
  kind === "number" ? Number(stored) : kind === "boolean" ? stored === "true" : String(stored);
