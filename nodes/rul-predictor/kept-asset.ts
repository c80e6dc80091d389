import { TwinError } from "../../models/errors/twin-error.ts";
import type { StoredDocument, TwinStore } from "../kit/store.ts";
import { rulErrors } from "./errors.ts";

export const HISTORY_COLLECTION = "predictor-history";

/** What the predictor keeps of one asset between two starts. */
export interface KeptAsset {
  readonly version: 1;
  readonly newestMs: number;
  /** Where the open step of history began; null if none had. */
  readonly stepMs: number | null;
  readonly forecastMs: number;
  readonly failed: boolean;
  readonly maintainedAt: Readonly<Record<string, number>>;
  /** The last entry of the journal that is in here. */
  readonly journalSeq?: number;
  /** Each engine's own history, by the engine's name. */
  readonly engines: Readonly<Record<string, unknown>>;
}

/** Two predictors may follow one asset with different settings. */
const idOf = (nodeId: string, asset: string): string => `${nodeId}/${asset}`;

export const keepAsset = (store: TwinStore, nodeId: string, asset: string, body: KeptAsset): Promise<void> => {
  const timeMs = Number.isFinite(body.newestMs) ? body.newestMs : 0;
  return store.putDocument({ collection: HISTORY_COLLECTION, id: idOf(nodeId, asset), timeMs, owner: asset, body });
};

/**
 * What was kept of an asset; undefined if nothing was.
 *
 * @throws TwinError TWIN-RUL-014 if it can't be read
 */
export const readKeptAsset = async (
  store: TwinStore,
  nodeId: string,
  asset: string,
): Promise<KeptAsset | undefined> => {
  const found = await store.getDocument(HISTORY_COLLECTION, idOf(nodeId, asset));
  return found && checked(found, asset);
};

const checked = ({ body }: StoredDocument, asset: string): KeptAsset => {
  const kept = body as Partial<KeptAsset> | null;
  const reason =
    typeof kept !== "object" || kept === null
      ? "it is no object"
      : kept.version !== 1
        ? `version ${kept.version} is unknown`
        : typeof kept.engines !== "object" || typeof kept.maintainedAt !== "object"
          ? "it is incomplete"
          : undefined;
  if (reason) throw new TwinError(rulErrors.keptHistory, { asset, reason });
  const { newestMs, forecastMs } = kept as KeptAsset;
  return {
    ...(kept as KeptAsset),
    newestMs: newestMs ?? Number.NEGATIVE_INFINITY,
    forecastMs: forecastMs ?? Number.NEGATIVE_INFINITY,
  };
};
