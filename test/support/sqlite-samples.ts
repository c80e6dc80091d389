import { DatabaseSync } from "node:sqlite";

/** [time, value] of a measurement's field in a twin store's file, by time, read without any code of the store. */
export const sqliteSamples = (
  file: string,
  measurement: string,
  field: string,
  tag = "",
): readonly (readonly [number, number])[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare(
        `SELECT time_ms, value FROM samples JOIN series ON series.id = series_id
         WHERE measurement = ? AND field = ? AND tags LIKE ? ORDER BY time_ms`,
      )
      .all(measurement, field, `%${tag}%`);
    return rows.map((row) => [Number(row["time_ms"]), Number(row["value"])] as const);
  } finally {
    database.close();
  }
};
