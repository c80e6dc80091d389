import type { HistoryReader } from "./history-reader.ts";
import type { Found, Question } from "./thread-words.ts";

/** What the live flow's store has of what the thread of previews asks for. */
export const answerQuestion = async (store: HistoryReader, question: Question): Promise<Found> => {
  if ("range" in question) return { range: await store.range(question.range) };
  if ("list" in question) return { documents: await store.listDocuments(question.list) };
  const document = await store.getDocument(...question.get);
  return { documents: document ? [document] : [] };
};
