import type { DatabaseSync } from "node:sqlite";
import type { Point } from "../../kit/store.ts";
import { checkedTimeMs, checkIntegers, checkValue, type FieldValue } from "../check-point.ts";
import { rollUps } from "./roll-ups.ts";
import type { Series, SeriesRegistry } from "./series-registry.ts";

/** A checked write, ready for the transaction: one entry per field of each point. */
export interface Rows {
  readonly series: readonly Series[];
  readonly timesMs: readonly number[];
  readonly values: readonly FieldValue[];
  readonly integers: readonly boolean[];
}

export const sampleWriter = (db: DatabaseSync, registry: SeriesRegistry) => {
  const number = db.prepare("INSERT OR REPLACE INTO samples (series_id, time_ms, value) VALUES (?, ?, ?)");
  const text = db.prepare("INSERT OR REPLACE INTO texts (series_id, time_ms, value) VALUES (?, ?, ?)");

  const roll = rollUps(db);

  return {
    /** Checks all points before any is written. @throws TwinError TWIN-STORE-006 to -009, and then none is */
    prepare: (points: readonly Point[]): Rows => {
      const rows = {
        series: [] as Series[],
        timesMs: [] as number[],
        values: [] as FieldValue[],
        integers: [] as boolean[],
      };
      const made: Series[] = [];
      try {
        for (const point of points) {
          const timeMs = checkedTimeMs(point);
          checkIntegers(point);
          const group = registry.group(point.measurement, point.tags);
          for (const field in point.fields) {
            const value = point.fields[field];
            checkValue(point.measurement, field, value);
            if (value === undefined) continue;
            rows.series.push(registry.series(group, field, value, made));
            rows.timesMs.push(timeMs);
            rows.values.push(value);
            rows.integers.push(point.integers?.includes(field) ?? false);
          }
        }
      } catch (refused) {
        registry.forget(made);
        throw refused;
      }
      return rows;
    },

    /** Within the open transaction. */
    write: ({ series, timesMs, values, integers }: Rows): void => {
      const numbers = new Map<number, number[]>();
      for (let i = 0; i < series.length; i++) {
        const one = series[i];
        const timeMs = timesMs[i];
        const value = values[i];
        if (one === undefined || timeMs === undefined || value === undefined) continue;
        if (one.id === 0) registry.save(one);
        if (typeof value !== "number") {
          text.run(one.id, timeMs, String(value));
          continue;
        }
        number.run(one.id, timeMs, value);
        registry.setInteger(one, integers[i] ?? false);
        const times = numbers.get(one.id);
        if (times) times.push(timeMs);
        else numbers.set(one.id, [timeMs]);
      }
      for (const [id, times] of numbers) roll.written(id, times);
    },
  };
};
