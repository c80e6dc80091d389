import type { TwinStore } from "./store.ts";

export interface JournalEntry {
  /** Ascending, never used twice. */
  readonly seq: number;
  readonly timeMs: number;
  readonly body: unknown;
}

/** What came since a snapshot was kept: snapshot and journal together survive `kill -9`, and a snapshot need not be written often. */
export interface Journal {
  /** Oldest first. @param snapshotSeq the last entry that the snapshot holds; entries up to it are left out */
  load(snapshotSeq: number): Promise<readonly JournalEntry[]>;
  /** Resolves when the entry is on disk. */
  append(timeMs: number, body: unknown): Promise<void>;
  /** The newest entry's number, 0 before the first. */
  lastSeq(): number;
  /** Forgets the entries up to this one, when a snapshot holds them. */
  clear(seq: number): Promise<void>;
}

const MOST_ENTRIES = 10_000;

/** @param owner who writes it about what, `NODE/ASSET` */
export const openJournal = (store: TwinStore, collection: string, owner: string): Journal => {
  const open: number[] = [];
  let last = 0;
  const idOf = (seq: number): string => `${owner}/${seq}`;

  return {
    load: async (snapshotSeq) => {
      const documents = await store.listDocuments({ collection, owner, limit: MOST_ENTRIES });
      const entries = documents
        .map(({ timeMs, body }) => ({ ...(body as Pick<JournalEntry, "seq" | "body">), timeMs }))
        .sort((a, b) => a.seq - b.seq);
      open.push(...entries.map(({ seq }) => seq));
      last = Math.max(last, snapshotSeq, ...open);
      return entries.filter(({ seq }) => seq > snapshotSeq);
    },
    append: (timeMs, body) => {
      const seq = ++last;
      open.push(seq);
      return store.putDocument({ collection, id: idOf(seq), owner, timeMs, body: { seq, body } });
    },
    lastSeq: () => last,
    clear: async (seq) => {
      const done = open.filter((one) => one <= seq);
      open.splice(0, done.length);
      await Promise.all(done.map((one) => store.deleteDocument(collection, idOf(one))));
    },
  };
};
