import { TwinError } from "../../../models/errors/twin-error.ts";
import type { TwinStore } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import { documentTable } from "./documents.ts";
import { groupCommit } from "./group-commit.ts";
import { type FileOptions, openFile } from "./open-file.ts";
import { documentPruner } from "./prune-documents.ts";
import { isDamage, sqliteError } from "./sqlite-error.ts";

export interface LocalOptions extends FileOptions {
  /** Days of data time that are kept; 0 or absent keeps everything. */
  readonly retentionDays?: number;
  /** Days of data time that waveforms are kept; 0 or absent keeps none. */
  readonly waveformDays?: number;
}

const DAY_MS = 86_400_000;
const DOCUMENTS_A_SLICE = 50;

type DocumentMethods = Pick<
  TwinStore,
  "keepsWaveforms" | "putDocument" | "getDocument" | "listDocuments" | "deleteDocument"
>;

/** What every driver keeps on this machine: the file, its commits and the documents. */
export const openLocal = (options: LocalOptions) => {
  const file = openFile(options);
  const { db, path } = file;
  const commits = groupCommit(file);
  const table = documentTable(db, commits);
  const { retentionDays = 0, waveformDays = 0 } = options;
  const prune = documentPruner(db, { retentionMs: retentionDays * DAY_MS, waveformMs: waveformDays * DAY_MS });
  let documentsToSlice = DOCUMENTS_A_SLICE;

  const refuseClosed = (): void => {
    if (!db.isOpen) throw new TwinError(storeErrors.closed);
  };

  /** Reads, with what SQLite throws turned into an error with a code. */
  const read = <T>(action: () => T): T => {
    refuseClosed();
    try {
      return action();
    } catch (thrown) {
      if (isDamage(thrown)) file.suspect();
      throw sqliteError(thrown, path);
    }
  };

  const documents: DocumentMethods = {
    keepsWaveforms: waveformDays > 0,
    putDocument: async (document) => {
      refuseClosed();
      const stored = table.put(document);
      if (--documentsToSlice <= 0) {
        documentsToSlice = DOCUMENTS_A_SLICE;
        await Promise.all([stored, commits.commit(prune)]);
      }
      await stored;
    },
    getDocument: async (collection, id) => read(() => table.get(collection, id)),
    listDocuments: async (query) => read(() => table.list(query)),
    deleteDocument: async (collection, id) => {
      refuseClosed();
      await table.delete(collection, id);
    },
  };

  return {
    db,
    path,
    commits,
    documents,
    putDocumentNow: table.putNow,
    read,
    refuseClosed,
    close: (): void => {
      if (!db.isOpen) return;
      commits.close();
      db.close();
    },
  };
};

export type Local = ReturnType<typeof openLocal>;
