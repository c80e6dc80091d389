import type { Decision } from "../../../models/registry/decide.ts";
import { isModelEvent, type ModelEvent, subjectOf } from "../../../models/registry/model-event.ts";
import type { TwinStore } from "../store.ts";

export type DocumentStore = Pick<TwinStore, "putDocument" | "getDocument" | "listDocuments">;

const COLLECTION = "model-events";
const MOST = 100_000;

/** All lines of the audit trail, newest first. What is no line is left out. */
export const readTrail = async (store: DocumentStore): Promise<readonly ModelEvent[]> => {
  const documents = await store.listDocuments({ collection: COLLECTION, limit: MOST });
  return documents.map(({ body }) => body).filter(isModelEvent);
};

/** Changes with every line that is added. */
export const trailMark = async (store: DocumentStore): Promise<string> => {
  const [newest] = await store.listDocuments({ collection: COLLECTION, limit: 1 });
  return newest?.id ?? "";
};

/** Resolves when the line is on disk. No line is ever written again: its id is its own. */
export const addToTrail = (store: DocumentStore, event: ModelEvent): Promise<void> =>
  store.putDocument({
    collection: COLLECTION,
    id: event.id,
    timeMs: event.time,
    owner: subjectOf(event),
    body: event,
  });

/**
 * A decision that is later than all in the trail, also where the clock was set back: their order is what counts.
 *
 * @param source who writes, such as a node's id; makes the line's id its own among those of the same millisecond
 */
export const decisionAfter = (
  trail: readonly ModelEvent[],
  nowMs: number,
  source: string,
  { by, reason }: Pick<Decision, "by" | "reason">,
): Decision => {
  const time = trail.reduce((latest, event) => Math.max(latest, event.time + 1), Math.floor(nowMs));
  return { id: `${time}-${source}`, time, by, reason };
};
