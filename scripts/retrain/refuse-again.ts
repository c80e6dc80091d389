import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { championOf, registryOf } from "../../models/registry/registry.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import { type DocumentStore, readTrail } from "../../nodes/kit/models/model-trail.ts";
import { retrainErrors } from "./errors.ts";

/**
 * Refuses to make a model that is there already: of the same failures, and held against the same champion.
 *
 * @param orders work orders of the failures
 * @throws TwinError TWIN-RETRAIN-006
 */
export const refuseAgain = async (
  store: DocumentStore,
  home: string,
  subject: string,
  orders: readonly string[],
): Promise<void> => {
  const lives = registryOf(await readTrail(store)).get(subject);
  const champion = championOf(lives)?.hash;
  const wanted = orders.toSorted().join();
  for (const { hash, state, evaluation } of lives?.models.values() ?? []) {
    if (evaluation?.champion !== champion || hash === champion) continue;
    const known = await confirmedIn(join(modelFolder(home, hash), "card.json"));
    if (known.toSorted().join() !== wanted) continue;
    throw new TwinError(retrainErrors.madeAlready, { subject, state, hash: hash.slice(0, 12) });
  }
};

/** A card that can't be read any more is no reason not to train. */
const confirmedIn = async (file: string): Promise<readonly string[]> => {
  try {
    return readModelCard(await readFile(file, "utf8"), file).training.confirmed ?? [];
  } catch {
    return [];
  }
};
