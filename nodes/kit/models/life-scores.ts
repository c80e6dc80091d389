import { isLifeScore, type LifeScore } from "../../../models/scoring/life-score.ts";
import type { DocumentStore } from "./model-trail.ts";

const COLLECTION = "life-scores";
const MOST = 10_000;

/** The newest scores, newest first. */
export const readLifeScores = async (store: DocumentStore): Promise<readonly LifeScore[]> => {
  const documents = await store.listDocuments({ collection: COLLECTION, limit: MOST });
  return documents.map(({ body }) => body).filter(isLifeScore);
};

/** Resolves when it is on disk. The score of the same order and model takes the place of the one before. */
export const keepLifeScore = (store: DocumentStore, score: LifeScore): Promise<void> =>
  store.putDocument({
    collection: COLLECTION,
    id: `${score.order}@${score.model.hash}`,
    timeMs: score.endMs,
    owner: score.asset,
    body: score,
  });
