import type { TwinStore } from "../kit/store.ts";

/** What a preview reads of the live flow's store. */
export type HistoryReader = Pick<TwinStore, "range" | "listDocuments" | "getDocument">;
