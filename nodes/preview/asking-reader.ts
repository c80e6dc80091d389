import type { HistoryReader } from "./history-reader.ts";
import type { Found, Question } from "./thread-words.ts";

/** The live flow's store, as the thread of previews sees it. */
export const askingReader = (ask: (question: Question) => Promise<Found>): HistoryReader => ({
  range: async (query) => {
    const { range } = await ask({ range: query });
    return range ?? { timesMs: new Float64Array(), values: new Float64Array() };
  },
  listDocuments: async (query) => (await ask({ list: query })).documents ?? [],
  getDocument: async (collection, id) => (await ask({ get: [collection, id] })).documents?.[0],
});
