import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { registryErrors } from "../../../models/registry/errors.ts";

const CARD = "card.json";

/** Where the files of a registered model are: its card and what the card names. */
export const modelFolder = (home: string, hash: string): string => join(home, "models", hash);

/**
 * Copies a model's files to where registered models are kept, whole or not at all.
 *
 * @param replace a card that differs is taken over; else it is refused, because forecasts name a model by its hash alone
 * @throws TwinError TWIN-MODEL-006 if the model is there with another card
 */
export const keepModelFiles = async (from: string, home: string, hash: string, replace = false): Promise<string> => {
  const folder = modelFolder(home, hash);
  const card = await readFile(join(folder, CARD)).catch(() => undefined);
  const same = card?.equals(await readFile(join(from, CARD)));
  if (same) return folder;
  if (card && !replace) {
    throw new TwinError(registryErrors.otherCard, { hash: hash.slice(0, 12), card: join(from, CARD) });
  }
  await mkdir(join(home, "models"), { recursive: true });
  const fresh = await mkdtemp(`${folder}.new-`);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isFile()) await cp(join(from, entry.name), join(fresh, entry.name));
  }
  await putInPlace(fresh, folder);
  return folder;
};

/** Another that does the same at the same moment may be first: what it put there is as good. */
const putInPlace = async (fresh: string, folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
};
