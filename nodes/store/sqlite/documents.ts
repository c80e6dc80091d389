import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { DocumentQuery, StoredDocument } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import type { GroupCommit } from "./group-commit.ts";
import { reasonOf } from "./sqlite-error.ts";

const DEFAULT_LIMIT = 1000;

/** Keeps, finds and lists JSON documents in the store's file. Methods throw TwinErrors; the store makes promises of them. */
export const documentTable = (db: DatabaseSync, commits: GroupCommit) => {
  const put = db.prepare(
    `INSERT INTO documents (collection, id, owner, time_ms, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (collection, id) DO UPDATE SET owner = excluded.owner, time_ms = excluded.time_ms, body = excluded.body`,
  );
  const get = db.prepare("SELECT * FROM documents WHERE collection = ? AND id = ?");
  const remove = db.prepare("DELETE FROM documents WHERE collection = ? AND id = ?");
  const range = "time_ms >= ? AND time_ms < ? ORDER BY time_ms DESC, rowid DESC LIMIT ?";
  const list = (columns: string) => ({
    ofAll: db.prepare(`SELECT ${columns} FROM documents WHERE collection = ? AND ${range}`),
    ofOwner: db.prepare(`SELECT ${columns} FROM documents WHERE collection = ? AND owner = ? AND ${range}`),
  });
  const [whole, heads] = [list("*"), list("collection, id, owner, time_ms, 'null' AS body")];

  /** Writes within a transaction that is open already. */
  const putNow = (document: StoredDocument, body = JSON.stringify(document.body)): void => {
    put.run(document.collection, document.id, document.owner, document.timeMs, body);
  };

  return {
    putNow,
    put: (document: StoredDocument): Promise<void> => {
      const body = bodyText(document);
      return commits.commit(() => putNow(document, body));
    },
    get: (collection: string, id: string): StoredDocument | undefined => {
      const row = get.get(collection, id);
      return row && readRow(row);
    },
    list: (query: DocumentQuery): readonly StoredDocument[] => {
      const bounds = [query.fromMs ?? -Infinity, query.toMs ?? Infinity, query.limit ?? DEFAULT_LIMIT];
      const { ofAll, ofOwner } = query.heads ? heads : whole;
      const rows =
        query.owner === undefined
          ? ofAll.all(query.collection, ...bounds)
          : ofOwner.all(query.collection, query.owner, ...bounds);
      return rows.map(readRow);
    },
    delete: (collection: string, id: string): Promise<void> => commits.commit(() => void remove.run(collection, id)),
  };
};

/** Written out at once, so that what the caller changes afterwards does not change the document. */
const bodyText = ({ collection, id, timeMs, body }: StoredDocument): string => {
  const refuse = (reason: string): TwinError => new TwinError(storeErrors.invalidDocument, { collection, id, reason });
  if (!collection || !id) throw refuse("it needs a collection and an id");
  if (!Number.isFinite(timeMs)) throw refuse(`its time is ${timeMs}`);
  try {
    const text: string | undefined = JSON.stringify(body);
    if (text !== undefined) return text;
  } catch (thrown) {
    throw refuse(reasonOf(thrown));
  }
  throw refuse("it has no body");
};

const readRow = (row: Readonly<Record<string, SQLOutputValue>>): StoredDocument => ({
  collection: String(row["collection"]),
  id: String(row["id"]),
  owner: String(row["owner"]),
  timeMs: Number(row["time_ms"]),
  body: JSON.parse(String(row["body"])),
});
