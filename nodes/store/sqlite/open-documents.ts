import type { TwinStore } from "../../kit/store.ts";
import { documentTable } from "./documents.ts";
import { groupCommit } from "./group-commit.ts";
import { openKnown } from "./open-known.ts";
import { sqliteError } from "./sqlite-error.ts";

export type Documents = Pick<TwinStore, "putDocument" | "getDocument" | "listDocuments"> & { close(): void };

/**
 * Opens the documents of a store's file beside a Node-RED that may have it open: the file is never made, brought to another
 * version or set aside here.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openDocuments = (file: string): Documents => {
  const { path, db } = openKnown(file);
  const commits = groupCommit({ path, db, suspect: () => undefined });
  const table = documentTable(db, commits);
  const read = <T>(action: () => T): T => {
    try {
      return action();
    } catch (thrown) {
      throw sqliteError(thrown, path);
    }
  };
  return {
    putDocument: async (document) => table.put(document),
    getDocument: async (collection, id) => read(() => table.get(collection, id)),
    listDocuments: async (query) => read(() => table.list(query)),
    close: () => {
      commits.close();
      db.close();
    },
  };
};
