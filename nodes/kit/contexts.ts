import { CONTEXT_TAG, type ContextChange } from "../../models/telemetry/context.ts";
import type { TwinStore } from "./store.ts";

const COLLECTION = "contexts";
const PAGE = 1000;

/** Batches are found by asset and name. */
const ownerOf = (asset: string, name: string): string => `${asset}/${name}`;

/**
 * Keeps changes of context: as documents, by which history is asked, and as the measurement `context` (tags `asset` and `name`, the
 * value as a field: batches are many), which other tools read beside the readings. Resolves when they are on disk.
 */
export const keepContext = async (store: TwinStore, changes: readonly ContextChange[]): Promise<void> => {
  await store.write(
    changes.map(({ asset, name, value, fromMs }) => ({
      measurement: "context",
      tags: { asset, name },
      fields: { value },
      timeMs: fromMs,
    })),
  );
  for (const change of changes) {
    const owner = ownerOf(change.asset, change.name);
    const id = `${owner}@${change.fromMs}`;
    await store.putDocument({ collection: COLLECTION, id, owner, timeMs: change.fromMs, body: change });
  }
};

/** Changes of one name in a time, and the one that held when it began; newest first. */
export const contextChanges = async (
  store: TwinStore,
  asset: string,
  name: string,
  fromMs: number,
  toMs: number,
): Promise<ContextChange[]> => {
  const found: ContextChange[] = [];
  let before = toMs;
  for (;;) {
    const owner = ownerOf(asset, name);
    const page = await store.listDocuments({ collection: COLLECTION, owner, toMs: before, limit: PAGE });
    for (const { body, timeMs } of page) {
      if (isChange(body)) found.push(body);
      if (timeMs <= fromMs) return found;
    }
    const oldest = page.at(-1)?.timeMs;
    if (page.length < PAGE || oldest === undefined || oldest >= before) return found;
    before = oldest;
  }
};

/** The newest changes of all assets, newest first. */
export const newestContexts = async (store: TwinStore): Promise<ContextChange[]> => {
  const page = await store.listDocuments({ collection: COLLECTION, limit: PAGE });
  return page.flatMap(({ body }) => (isChange(body) ? [body] : []));
};

const isChange = (body: unknown): body is ContextChange =>
  typeof body === "object" &&
  body !== null &&
  "schema" in body &&
  body.schema === CONTEXT_TAG &&
  "value" in body &&
  typeof body.value === "string" &&
  "fromMs" in body &&
  typeof body.fromMs === "number";
