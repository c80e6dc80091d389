import type { DocumentQuery, Range, StoredDocument, TwinStore } from "../kit/store.ts";

const EMPTY: Range = { timesMs: new Float64Array(), values: new Float64Array() };
const DEFAULT_LIMIT = 1000;

/** A store of one preview: documents stay in memory, numbers are forgotten, and nothing of it reaches a disk or a server. */
export const scratchStore = (documents: readonly StoredDocument[]): TwinStore => {
  const kept = new Map<string, StoredDocument>();
  const keyOf = (collection: string, id: string): string => `${collection}\n${id}`;
  for (const one of documents) kept.set(keyOf(one.collection, one.id), one);

  const matches = (one: StoredDocument, { collection, owner, fromMs, toMs }: DocumentQuery): boolean =>
    one.collection === collection &&
    (owner === undefined || one.owner === owner) &&
    one.timeMs >= (fromMs ?? Number.NEGATIVE_INFINITY) &&
    one.timeMs < (toMs ?? Number.POSITIVE_INFINITY);

  return {
    write: async () => undefined,
    range: async () => EMPTY,
    latest: async () => [],
    putDocument: async (document) => {
      // as in a real store: what is changed afterwards is not kept
      kept.set(keyOf(document.collection, document.id), structuredClone(document));
    },
    getDocument: async (collection, id) => kept.get(keyOf(collection, id)),
    listDocuments: async (query) =>
      [...kept.values()]
        .filter((one) => matches(one, query))
        .sort((a, b) => b.timeMs - a.timeMs)
        .slice(0, query.limit ?? DEFAULT_LIMIT)
        .map((one) => (query.heads ? { ...one, body: null } : one)),
    deleteDocument: async (collection, id) => {
      kept.delete(keyOf(collection, id));
    },
    health: () => ({ state: "ok", backlog: 0, quarantined: 0, reason: "" }),
    close: async () => undefined,
  };
};
