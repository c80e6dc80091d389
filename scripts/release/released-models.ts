import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { championOf, type Registry, registryOf } from "../../models/registry/registry.ts";
import type { ReleasedModel } from "../../models/release/manifest.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import { readTrail } from "../../nodes/kit/models/model-trail.ts";
import { hasTrainedModel, shippedFolder, shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import { openDocuments } from "../../nodes/store/sqlite/open-documents.ts";
import { storeFile } from "../models/store-file.ts";

/** A model that a flow forecasts with, and the files that it is. */
export interface ModelToRelease {
  readonly model: ReleasedModel;
  readonly files: readonly { readonly name: string; readonly file: string }[];
}

const PREDICTOR = "twinloom-rul-predictor";

/** Whether a flow forecasts by trained models. */
export const usesModels = (flow: readonly FlowNode[]): boolean =>
  flow.some(({ type, engine, d }) => type === PREDICTOR && engine !== "physics" && d !== true);

/**
 * The champions of a home folder for the components of these types; where the registry has none, what comes with Twinloom.
 *
 * @throws TwinError TWIN-MODEL-011 and -012, TWIN-STORE-004 and -005
 */
export const modelsOf = async (home: string, types: readonly AssetType[]): Promise<readonly ModelToRelease[]> => {
  const registry = await registryIn(home);
  const root = shippedModelFolder();
  return types.flatMap((type) =>
    type.components.flatMap(({ id: component }): ModelToRelease[] => {
      const champion = championOf(registry.get(`${type.id}/${component}`));
      const registered = champion && modelFolder(home, champion.hash);
      if (registered && existsSync(join(registered, "card.json"))) return [modelIn(registered)];
      return hasTrainedModel(root, type.id, component) ? [modelIn(shippedFolder(root, type.id, component))] : [];
    }),
  );
};

const registryIn = async (home: string): Promise<Registry> => {
  const file = storeFile(home);
  if (!existsSync(file)) return new Map();
  const store = openDocuments(file);
  try {
    return registryOf(await readTrail(store));
  } finally {
    store.close();
  }
};

/** The page of a card shows what the card says: it stays here. */
const NOT_RELEASED = /\.html$/;

const modelIn = (folder: string): ModelToRelease => {
  const { name, assetType, component, failureMode, model } = JSON.parse(
    readFileSync(join(folder, "card.json"), "utf8"),
  );
  const place = `models/${model.sha256}`;
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (one) => one.isFile() && !NOT_RELEASED.test(one.name),
  );
  return {
    model: {
      ...{ assetType, component, hash: model.sha256, folder: place },
      ...{ name: String(name ?? `${assetType} ${component}`), failureMode: String(failureMode ?? "") },
    },
    files: names.map((one) => ({ name: `${place}/${one.name}`, file: join(folder, one.name) })),
  };
};
