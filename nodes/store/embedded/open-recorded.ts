import type { TwinStore } from "../../kit/store.ts";
import { checkQuery } from "../check-query.ts";
import { type Documents, openDocuments } from "../sqlite/open-documents.ts";
import { openKnown } from "../sqlite/open-known.ts";
import { sqliteError } from "../sqlite/sqlite-error.ts";
import { latestReader } from "./latest-reader.ts";
import { rangeReader } from "./range-reader.ts";
import { seriesRegistry } from "./series-registry.ts";

/** What an embedded store has recorded: its documents and its numbers. */
export type Recorded = Documents & Pick<TwinStore, "range" | "latest">;

/**
 * Opens the file of an embedded store for reading its numbers, beside a Node-RED that may have it open. Series that come up
 * later are not seen.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openRecorded = (file: string): Recorded => {
  const documents = openDocuments(file);
  const { path, db } = openKnown(file);
  const registry = seriesRegistry(db);
  const readRange = rangeReader(db);
  const readLatest = latestReader(db);
  return {
    ...documents,
    range: async (query) => {
      const checked = checkQuery(query);
      const series = registry
        .matching(checked.measurement, checked.tags)
        .map(({ fields }) => fields.get(checked.field));
      const ids = series.flatMap((one) => (one?.kind === "number" ? [one.id] : []));
      try {
        return readRange(ids, checked);
      } catch (thrown) {
        throw sqliteError(thrown, path);
      }
    },
    latest: async (measurement, tags) =>
      registry.matching(measurement, tags).flatMap((group) => readLatest(group) ?? []),
    close: () => {
      documents.close();
      db.close();
    },
  };
};
