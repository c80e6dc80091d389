import { assetTypes } from "../../models/assets/index.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import type { LoadChange } from "../../models/simulation/planned-load.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import type { ModelSource } from "./chosen-models.ts";
import { rulErrors } from "./errors.ts";
import { futureLoad } from "./future-load.ts";
import { type Physics, physicsOf } from "./physics-of.ts";
import { checked, type PlanParts, planComponent } from "./plan-component.ts";
import type { RulPredictorConfig } from "./schema.ts";
import { shippedModelFolder, type TrainedModel } from "./shipped-models.ts";

/** How the components of one asset type are forecast. */
export interface AssetPlan {
  readonly type: AssetType;
  readonly physics: Physics | undefined;
  /** How the machine will be run; undefined: as it was. */
  readonly future: LoadChange | undefined;
  readonly trained: readonly TrainedModel[];
  /** Trained models that forecast beside them, muted. */
  readonly shadows: readonly TrainedModel[];
  /** Components that the physics forecasts, alone or with a trained model. */
  readonly byPhysics: readonly string[];
  /** How the physics is calibrated and joined with the trained model, by component. */
  readonly hybrids: ReadonlyMap<string, HybridCard>;
  /** Components that can't be forecast, each with the reason. Each is reported once. */
  readonly refused: ReadonlyMap<string, TwinError>;
  /** Registered models and hybrid cards that can't be used, where the forecasts go on without them. */
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
 * Decides the engine of each component and loads the trained models. A component whose model can't be used is refused;
 * so are all if the machine can't be run as the settings plan it.
 *
 * @param registered who is champion and who is shadow; absent: the models of the folder are
 */
export const planAsset = async (
  type: AssetType,
  config: RulPredictorConfig,
  runner: ModelRunner,
  registered?: ModelSource["registered"],
): Promise<AssetPlan> => {
  const physics = physicsOf(type);
  const refused = new Map<string, TwinError>();
  const refuse = (component: string, error: unknown): void => {
    if (!(error instanceof TwinError)) throw error;
    refused.set(component, error);
  };
  let future: LoadChange | undefined;
  try {
    future = physics && futureLoad(physics.model, config);
  } catch (error) {
    for (const { id } of type.components) refuse(id, error);
  }
  const source: ModelSource = {
    runner,
    root: config.modelFolder || shippedModelFolder(),
    check: (model) => checked(model, physics),
    ...(registered ? { registered } : {}),
  };
  const parts: PlanParts = { type, engine: config.engine, physics, future, source };
  const made = {
    trained: [] as TrainedModel[],
    shadows: [] as TrainedModel[],
    byPhysics: [] as string[],
    hybrids: new Map<string, HybridCard>(),
    passedOver: [] as TwinError[],
  };
  for (const { id: component } of type.components) {
    if (refused.has(component)) continue;
    try {
      await planComponent(component, parts, made);
    } catch (error) {
      refuse(component, error);
    }
  }
  return { type, physics, future, ...made, refused };
};
