import { TwinError } from "../../models/errors/twin-error.ts";
import type { Aggregate, RangeQuery } from "../kit/store.ts";
import { checkKey, checkNames } from "./check-point.ts";
import { storeErrors } from "./errors.ts";

/** A range query in whole milliseconds, complete. Without an aggregate `everyMs` is 0 and every sample comes back. */
export interface CheckedQuery {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly field: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
  readonly aggregate: Aggregate;
  /** -1 for all. */
  readonly limit: number;
}

const AGGREGATES: readonly Aggregate[] = ["mean", "min", "max", "last", "count"];
/** SQLite, InfluxQL and Flux all take bounds within this; earlier and later there is no data. */
const LATEST_MS = Date.UTC(2262, 0, 1);

/** @throws TwinError TWIN-STORE-006, -010 */
export const checkQuery = (query: RangeQuery): CheckedQuery => {
  const { measurement, tags, field, aggregate = "mean", everyMs = 0, limit = -1 } = query;
  const refuse = (reason: string): TwinError => new TwinError(storeErrors.invalidQuery, { measurement, reason });
  checkNames(measurement, tags);
  checkKey(measurement, "field", field);
  if (Number.isNaN(query.fromMs) || Number.isNaN(query.toMs)) throw refuse("its times are not numbers");
  if (!(everyMs === 0 || everyMs >= 1)) throw refuse(`its buckets are ${everyMs} ms wide`);
  if (!AGGREGATES.includes(aggregate)) throw refuse(`it knows no aggregate ${aggregate}`);
  if (limit !== -1 && !(Number.isInteger(limit) && limit > 0)) throw refuse(`its limit is ${limit}`);
  return {
    measurement,
    tags,
    field,
    aggregate,
    limit,
    fromMs: within(Math.ceil(query.fromMs)),
    toMs: within(Math.ceil(query.toMs)),
    everyMs: Math.round(everyMs),
  };
};

const within = (timeMs: number): number => Math.min(Math.max(timeMs, 0), LATEST_MS);
