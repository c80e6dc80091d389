import { DatabaseSync } from "node:sqlite";

/** Documents of a collection in a twin store's file, oldest first, read without any code of the store. */
export const sqliteDocuments = (file: string, collection: string): readonly Record<string, unknown>[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare("SELECT body FROM documents WHERE collection = ? ORDER BY time_ms")
      .all(collection) as unknown as readonly { readonly body: string }[];
    return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  } finally {
    database.close();
  }
};
