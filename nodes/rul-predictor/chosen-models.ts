import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { type Registry, shadowsOf } from "../../models/registry/registry.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import { modelFolder } from "../kit/models/model-files.ts";
import { rulErrors } from "./errors.ts";
import { hasTrainedModel, loadModelFolder, shippedFolder, type TrainedModel } from "./shipped-models.ts";

/** The models of one component. */
export interface ChosenModels {
  readonly champion: TrainedModel | undefined;
  readonly shadows: readonly TrainedModel[];
  /** What was passed over: a shadow that can't be used, a champion whose predecessor stands in. */
  readonly troubles: readonly TwinError[];
}

/** Where models come from: a registry with the folder it keeps them in, and what comes with Twinloom. */
export interface ModelSource {
  readonly runner: ModelRunner;
  /** TYPE-COMPONENT folders. */
  readonly root: string;
  /** @throws TwinError if this code would feed the model other numbers than it was trained on */
  readonly check: (trained: TrainedModel) => TrainedModel;
  readonly registered?: { readonly registry: Registry; readonly home: string };
}

/**
 * Loads the champion of a component and its shadows by the registry, or the one model of the folder where there is none. While
 * a champion can't be used, the one before it forecasts.
 *
 * @throws TwinError why the champion can't be used, if none before it can
 */
export const chooseModels = async (
  source: ModelSource,
  assetType: string,
  component: string,
): Promise<ChosenModels> => {
  const { runner, root, check, registered } = source;
  const lives = registered?.registry.get(`${assetType}/${component}`);
  const folderOf = async (hash: string): Promise<string> =>
    (await shippedHash(root, assetType, component)) === hash
      ? shippedFolder(root, assetType, component)
      : modelFolder(registered?.home ?? "", hash);
  const load = async (folder: string): Promise<TrainedModel> => {
    const trained = await loadModelFolder(runner, folder);
    try {
      const { card } = trained;
      if (card.assetType === assetType && card.component === component) return check(trained);
      const [found, expected] = [`${card.assetType} ${card.component}`, `${assetType} ${component}`];
      throw new TwinError(rulErrors.otherComponent, { file: join(folder, "card.json"), found, expected });
    } catch (error) {
      await trained.model.close();
      throw error;
    }
  };

  if (!lives || lives.reigns.length === 0) {
    const there = hasTrainedModel(root, assetType, component);
    const champion = there ? await load(shippedFolder(root, assetType, component)) : undefined;
    return { champion, shadows: [], troubles: [] };
  }
  const troubles: TwinError[] = [];
  const attempt = async (hash: string): Promise<TrainedModel | undefined> => {
    try {
      return await load(await folderOf(hash));
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      troubles.push(error);
      return undefined;
    }
  };
  let champion: TrainedModel | undefined;
  for (const hash of [...new Set(lives.reigns.toReversed())]) champion ??= await attempt(hash);
  const [first] = troubles;
  if (!champion && first) throw first;
  const shadows: TrainedModel[] = [];
  for (const { hash } of shadowsOf(lives)) {
    const shadow = hash === champion?.model.hash ? undefined : await attempt(hash);
    if (shadow) shadows.push(shadow);
  }
  return { champion, shadows, troubles };
};

/** Hash of the model that comes with Twinloom, as its card says it; undefined if there is none. */
export const shippedHash = async (root: string, assetType: string, component: string): Promise<string | undefined> => {
  if (!hasTrainedModel(root, assetType, component)) return undefined;
  const file = join(shippedFolder(root, assetType, component), "card.json");
  try {
    const card: { model?: { sha256?: unknown } } | null = JSON.parse(await readFile(file, "utf8"));
    return typeof card?.model?.sha256 === "string" ? card.model.sha256 : undefined;
  } catch {
    return undefined;
  }
};
