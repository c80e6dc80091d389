import type { LatestRow, Point, Range, RangeQuery, StoreHealth, TwinStore } from "../../kit/store.ts";
import { checkNames } from "../check-point.ts";
import { checkQuery } from "../check-query.ts";
import { storeErrors } from "../errors.ts";
import { type LocalOptions, openLocal } from "../sqlite/open-local.ts";
import { latestReader } from "./latest-reader.ts";
import { rangeReader } from "./range-reader.ts";
import { samplePruner } from "./sample-pruner.ts";
import { sampleWriter } from "./sample-writer.ts";
import { seriesRegistry } from "./series-registry.ts";

const DAY_MS = 86_400_000;
/** Rows written between two slices of pruning: each slice may delete four times as many, so pruning keeps up. */
const ROWS_A_SLICE = 1000;

/**
 * Opens a twin store that keeps everything in one SQLite file: no server, one file to copy.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openEmbeddedStore = (options: LocalOptions): TwinStore => {
  const local = openLocal(options);
  const { db, commits } = local;
  const registry = seriesRegistry(db);
  const writer = sampleWriter(db, registry);
  const readRange = rangeReader(db);
  const readLatest = latestReader(db);
  const retentionMs = (options.retentionDays ?? 0) * DAY_MS;
  const prune = retentionMs > 0 ? samplePruner(db, registry, retentionMs) : undefined;
  let rowsToSlice = ROWS_A_SLICE;
  commits.onEnd(registry.ended);

  const write = async (points: readonly Point[]): Promise<void> => {
    local.refuseClosed();
    const rows = writer.prepare(points);
    if (rows.series.length === 0) return;
    await commits.commit(() => {
      writer.write(rows);
      rowsToSlice -= rows.series.length;
      for (; rowsToSlice <= 0; rowsToSlice += ROWS_A_SLICE) prune?.();
    });
  };

  const range = async (query: RangeQuery): Promise<Range> => {
    const checked = checkQuery(query);
    return local.read(() => {
      const ids: number[] = [];
      for (const group of registry.matching(checked.measurement, checked.tags)) {
        const series = group.fields.get(checked.field);
        if (series?.kind === "number" && series.id > 0) ids.push(series.id);
      }
      return readRange(ids, checked);
    });
  };

  const latest = async (measurement: string, tags: Readonly<Record<string, string>>): Promise<readonly LatestRow[]> => {
    checkNames(measurement, tags);
    return local.read(() => registry.matching(measurement, tags).flatMap((group) => readLatest(group) ?? []));
  };

  const health = (): StoreHealth => {
    const failure = commits.failure();
    const state = !failure ? "ok" : failure.code === storeErrors.diskFull.code ? "full" : "away";
    return { state, backlog: 0, quarantined: 0, reason: failure?.message ?? "" };
  };

  return { ...local.documents, write, range, latest, health, close: async () => local.close() };
};
