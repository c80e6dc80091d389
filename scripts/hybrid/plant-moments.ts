import { physicsModels } from "../../models/assets/index.ts";
import type { Random } from "../../models/random/random.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder, shippedFolder, type TrainedModel } from "../../nodes/rul-predictor/shipped-models.ts";
import { lifeMoments } from "./life-moments.ts";
import type { LifeMoments } from "./moment.ts";

export interface PlantOptions {
  /** Holds `TYPE-COMPONENT/card.json` and `model.onnx`. */
  readonly modelFolder: string;
  readonly lives: number;
  readonly momentsPerLife: number;
  readonly samples: number;
  readonly onLife: () => void;
}

/**
 * Moments of simulated machines of one type, life by life, for each of its components.
 *
 * @throws TwinError as `loadModelFolder` if a component has no readable model
 */
export const typeMoments = async (
  type: AssetType,
  { modelFolder, lives, onLife, ...life }: PlantOptions,
  random: Random,
): Promise<Record<string, LifeMoments[]>> => {
  const model = physicsModels[type.physics ?? ""];
  if (!model) throw new Error(`${type.id} has no physics model`);
  const trained: TrainedModel[] = [];
  for (const { id } of type.components) {
    trained.push(await loadModelFolder(onnxRunner, shippedFolder(modelFolder, type.id, id)));
  }
  const found: Record<string, LifeMoments[]> = Object.fromEntries(type.components.map(({ id }) => [id, []]));
  for (let i = 0; i < lives; i++) {
    const moments = await lifeMoments({ type, model, trained, ...life }, random.fork(`machine ${i}`));
    for (const [component, list] of Object.entries(moments)) if (list.length > 0) found[component]?.push(list);
    onLife();
  }
  for (const { model: loaded } of trained) await loaded.close();
  return found;
};
