import { createHash } from "node:crypto";
import { assetTypes, physicsModels } from "../../models/assets/index.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { prognosisErrors } from "../../models/prognosis/errors.ts";
import { HISTORY_FEATURE_SET } from "../../models/prognosis/history-features.ts";
import { physicsReference } from "../../models/prognosis/physics-reference.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import { chooseModels, type ModelSource } from "./chosen-models.ts";
import { rulErrors } from "./errors.ts";
import type { RulPredictorConfig } from "./schema.ts";
import { shippedModelFolder, type TrainedModel } from "./shipped-models.ts";

export interface Physics {
  readonly model: PhysicsModel;
  readonly parameters: Numbers;
  /** SHA-256 over the model's id and parameters, hex. */
  readonly hash: string;
}

/** How the components of one asset type are forecast. */
export interface AssetPlan {
  readonly type: AssetType;
  readonly physics: Physics | undefined;
  readonly trained: readonly TrainedModel[];
  /** Trained models that forecast beside them, muted. */
  readonly shadows: readonly TrainedModel[];
  /** Components that the physics forecasts. */
  readonly byPhysics: readonly string[];
  /** Components that can't be forecast, each with the reason. Each is reported once. */
  readonly refused: ReadonlyMap<string, TwinError>;
  /** Registered models that can't be used, where the forecasts go on without them. */
  readonly passedOver: readonly TwinError[];
}

/**
 * The asset type of a state: the chosen one, else the shipped one that the state names.
 *
 * @throws TwinError TWIN-RUL-002, -003
 */
export const typeOf = (chosen: AssetType | undefined, { asset, assetType }: TwinState): AssetType => {
  if (chosen && chosen.id !== assetType) {
    throw new TwinError(rulErrors.otherAssetType, { asset, found: assetType, expected: chosen.id });
  }
  const type = chosen ?? assetTypes[assetType];
  if (!type) throw new TwinError(rulErrors.unknownAssetType, { asset, assetType });
  return type;
};

/**
 * Decides the engine of each component and loads the trained models. A component whose model can't be used is refused.
 *
 * @param registered who is champion and who is shadow; absent: the models of the folder are
 */
export const planAsset = async (
  type: AssetType,
  { engine, modelFolder }: RulPredictorConfig,
  runner: ModelRunner,
  registered?: ModelSource["registered"],
): Promise<AssetPlan> => {
  const physics = physicsOf(type);
  const source: ModelSource = {
    runner,
    root: modelFolder || shippedModelFolder(),
    check: (model) => checked(model, physics),
    ...(registered ? { registered } : {}),
  };
  const trained: TrainedModel[] = [];
  const shadows: TrainedModel[] = [];
  const passedOver: TwinError[] = [];
  const byPhysics: string[] = [];
  const refused = new Map<string, TwinError>();
  for (const { id: component } of type.components) {
    try {
      const chosen = engine === "physics" ? undefined : await chooseModels(source, type.id, component);
      passedOver.push(...(chosen?.troubles ?? []));
      shadows.push(...(chosen?.shadows ?? []));
      if (chosen?.champion) trained.push(chosen.champion);
      else if (engine === "onnx") throw new TwinError(rulErrors.noModel, { component, assetType: type.id });
      else if (physics?.model.damage.some((one) => one.component === component)) byPhysics.push(component);
      else throw new TwinError(rulErrors.noPhysics, { component, assetType: type.id });
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      refused.set(component, error);
    }
  }
  return { type, physics, trained, shadows, byPhysics, refused, passedOver };
};

const physicsOf = ({ physics, parameters }: AssetType): Physics | undefined => {
  const model = physicsModels[physics ?? ""];
  if (!model) return undefined;
  const own = Object.entries(parameters).filter(([name]) => name in model.parameters);
  const merged: Numbers = { ...model.parameters, ...Object.fromEntries(own.map(([name, { value }]) => [name, value])) };
  const hash = createHash("sha256")
    .update(JSON.stringify([model.id, merged]))
    .digest("hex");
  return { model, parameters: merged, hash };
};

/** A model of machines that count cycles, or whose excess features rest on other physics than this code's would be fed with other numbers. */
const checked = (trained: TrainedModel, physics: Physics | undefined): TrainedModel => {
  const { card } = trained;
  if (card.featureSet !== HISTORY_FEATURE_SET) {
    const reason = `it was trained on ${card.featureSet}, this node computes ${HISTORY_FEATURE_SET}`;
    throw new TwinError(prognosisErrors.otherFeatures, { card: card.name, reason });
  }
  if (!card.baseFeatures.some(({ source }) => source === "excess")) return trained;
  const now = physics ? physicsReference(physics.model, physics.model.parameters) : {};
  for (const [channel, then] of Object.entries(card.physics)) {
    if (now[channel] === then) continue;
    const reason = `${channel} of a machine as new was ${then} in training, it is ${now[channel] ?? "not known"} now`;
    throw new TwinError(rulErrors.otherPhysics, { model: card.name, reason });
  }
  return trained;
};
