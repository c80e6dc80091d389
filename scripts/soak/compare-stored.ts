import type { Influxd } from "../../test/support/influxd.ts";
import { timeOf, torqueOf } from "./numbered-readings.ts";

export interface Stored {
  readonly rows: number;
  /** Readings that were published and are not there. */
  readonly lost: number;
  /** Rows that nobody published, and rows with another value than was published. */
  readonly extra: number;
}

/** Holds all rows of the spindle's torque in InfluxDB against the readings 0 … published - 1, by their times and values. */
export const compareStored = async (server: Influxd, published: number): Promise<Stored> => {
  const { results } = await server.query("SELECT value FROM telemetry WHERE channel = 'torque'", "soak");
  const rows = (results[0]?.series ?? []).flatMap(({ values }) => values ?? []);
  const expected = new Map(Array.from({ length: published }, (_, number) => [timeOf(number), torqueOf(number)]));
  let extra = 0;
  for (const [time, value] of rows) {
    const wanted = expected.get(Number(time));
    if (wanted === undefined || Math.abs(wanted - Number(value)) > 1e-9) extra++;
    else expected.delete(Number(time));
  }
  return { rows: rows.length, lost: expected.size, extra };
};

/** Rows of the spindle's torque that are there now; 0 while the server is away. */
export const countStored = async (server: Influxd): Promise<number> => {
  try {
    const { results } = await server.query("SELECT count(value) FROM telemetry WHERE channel = 'torque'", "soak");
    return Number(results[0]?.series?.[0]?.values?.[0]?.[1] ?? 0);
  } catch {
    return 0;
  }
};
