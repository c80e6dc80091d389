import { TwinError } from "../../models/errors/twin-error.ts";
import { prognosisErrors } from "../../models/prognosis/errors.ts";
import { HISTORY_FEATURE_SET } from "../../models/prognosis/history-features.ts";
import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { physicsReference } from "../../models/prognosis/physics-reference.ts";
import type { LoadChange } from "../../models/simulation/planned-load.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { physicsHash } from "../kit/physics-hash.ts";
import { chooseModels, type ModelSource } from "./chosen-models.ts";
import { rulErrors } from "./errors.ts";
import { hasHybridCard, loadHybridCard } from "./hybrid-cards.ts";
import type { Physics } from "./physics-of.ts";
import type { RulPredictorConfig } from "./schema.ts";
import type { TrainedModel } from "./shipped-models.ts";

export interface PlanParts {
  readonly type: AssetType;
  readonly engine: RulPredictorConfig["engine"];
  readonly physics: Physics | undefined;
  readonly future: LoadChange | undefined;
  readonly source: ModelSource;
}

/** What is decided so far. */
export interface Decisions {
  readonly trained: TrainedModel[];
  readonly shadows: TrainedModel[];
  readonly byPhysics: string[];
  readonly hybrids: Map<string, HybridCard>;
  readonly passedOver: TwinError[];
}

/**
 * Decides how one component is forecast. Automatic: the trained model, which is cheap and explained to the last hour, else the
 * physics; but where the future load is not as it was, what only the physics can reckon with: hybrid where a card joins both,
 * else the physics alone.
 *
 * @throws TwinError TWIN-RUL-010, -011, -015, -017 and those of reading a model or a card
 */
export const planComponent = async (component: string, parts: PlanParts, decided: Decisions): Promise<void> => {
  const { type, engine, physics, future, source } = parts;
  const names = { component, assetType: type.id };
  const chosen = engine === "physics" ? undefined : await chooseModels(source, type.id, component);
  decided.passedOver.push(...(chosen?.troubles ?? []));
  decided.shadows.push(...(chosen?.shadows ?? []));
  const trained = chosen?.champion;
  const worn = physics?.model.damage.some((one) => one.component === component) ?? false;
  if (!trained && engine === "onnx") throw new TwinError(rulErrors.noModel, names);
  if (!trained && !worn) throw new TwinError(rulErrors.noPhysics, names);
  const reckons = engine === "hybrid" || (engine === "auto" && future !== undefined);
  const card = worn && (reckons || !trained) ? await cardOf(component, parts, trained, decided) : undefined;
  if (engine === "hybrid" && !(trained && card)) {
    await trained?.model.close();
    throw new TwinError(rulErrors.noHybrid, names);
  }
  const physicsOnly = worn && (!trained || (engine === "auto" && future !== undefined && !card));
  if (trained && physicsOnly) await trained.model.close();
  else if (trained) decided.trained.push(trained);
  if (physicsOnly || card) decided.byPhysics.push(component);
  if (card) decided.hybrids.set(component, card);
};

/** The card that joins both, or that calibrates the physics. One that does not fit is told of and left out. */
const cardOf = async (
  component: string,
  { type, physics, source }: PlanParts,
  trained: TrainedModel | undefined,
  { passedOver }: Decisions,
): Promise<HybridCard | undefined> => {
  if (!physics || !hasHybridCard(source.root, type.id, component)) return undefined;
  try {
    return await loadHybridCard(source.root, type.id, component, {
      ...(trained ? { learnedSha256: trained.model.hash } : {}),
      // as the asset type's own parameters are those of one machine, the card is of the equations
      physicsSha256: physicsHash(physics.model, physics.model.parameters),
    });
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    passedOver.push(error);
    return undefined;
  }
};

/** A model of machines that count cycles, or whose excess features rest on other physics than this code's would be fed with other numbers. */
export const checked = (trained: TrainedModel, physics: Physics | undefined): TrainedModel => {
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
