import { join } from "node:path";
import { decide } from "../../models/registry/decide.ts";
import { championOf, registryOf } from "../../models/registry/registry.ts";
import type { ReleaseManifest } from "../../models/release/manifest.ts";
import { keepModelFiles } from "../../nodes/kit/models/model-files.ts";
import { addToTrail, decisionAfter, readTrail } from "../../nodes/kit/models/model-trail.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { storeFile } from "../models/store-file.ts";
import { storesOf } from "../store/configured-store.ts";

const SOURCE = "release";

/**
 * Makes the models of a release the champions of a home folder's registry, each with a line in its audit trail. The gate is not asked: who
 * signed the release has decided.
 *
 * @throws TwinError TWIN-MODEL-011 and -012, those of a store that can't be opened
 */
export const putModels = async (home: string, folder: string, { name, models }: ReleaseManifest): Promise<void> => {
  if (models.length === 0 || storesOf(home).length === 0) return;
  for (const { hash, folder: place } of models) await keepModelFiles(join(folder, place), home, hash, true);
  let trouble: Error | undefined;
  const store = openEmbeddedStore({
    file: storeFile(home),
    report: (error) => {
      trouble = error;
    },
  });
  try {
    for (const model of models) {
      const { hash, assetType, component, failureMode } = model;
      const lives = () => readTrail(store).then((trail) => ({ trail, registry: registryOf(trail) }));
      for (const action of ["register", "install"] as const) {
        const { trail, registry } = await lives();
        const subject = registry.get(`${assetType}/${component}`);
        if (championOf(subject)?.hash === hash) break;
        if (action === "register" && subject?.models.has(hash)) continue;
        const decision = decisionAfter(trail, Date.now(), SOURCE, { by: "twinloom", reason: `release ${name}` });
        const version = { hash, assetType, component };
        await addToTrail(store, decide(registry, action, version, decision, { name: model.name, failureMode }));
      }
    }
  } finally {
    await store.close();
  }
  if (trouble) throw trouble;
};
