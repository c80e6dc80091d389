import { assetTypes, physicsModels } from "../../models/assets/index.ts";
import { createRandom } from "../../models/random/random.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { physicsHash } from "../../nodes/kit/physics-hash.ts";
import { loadHybridCard } from "../../nodes/rul-predictor/hybrid-cards.ts";
import type { LifeMoments } from "./moment.ts";
import { ENGINES } from "./moment-distribution.ts";
import { typeMoments } from "./plant-moments.ts";
import { type EngineScore, scoreEngine } from "./score-engine.ts";

export interface PlantScoresOptions {
  readonly types: readonly AssetType[];
  readonly modelFolder: string;
  /** Machines of each type. */
  readonly lives: number;
  readonly momentsPerLife: number;
  /** Of the physics forecast. */
  readonly samples: number;
  readonly seed: number;
  /** After each machine. */
  readonly onLife: () => void;
}

export interface ComponentScores {
  readonly assetType: string;
  readonly component: string;
  readonly lives: number;
  readonly moments: number;
  readonly engines: readonly EngineScore[];
}

export interface PlantScores {
  readonly protocol: string;
  readonly seed: number;
  readonly samples: number;
  readonly components: readonly ComponentScores[];
}

const PROTOCOL =
  "Machines simulated from new to failure by seeds that neither the training, nor a calibration, nor the weights of the hybrid " +
  "saw; both engines are shown their telemetry hour by hour as the node shows it, and asked at moments drawn evenly over " +
  "each component's first life after 24 h of history, the same number of each machine; a quarter of the histories begin in the " +
  "middle of a life.";

/**
 * Both engines and the hybrid on unseen simulated machines.
 *
 * @throws TwinError if a component has no readable model or no hybrid card that fits it
 */
export const plantScores = async (options: PlantScoresOptions): Promise<PlantScores> => {
  const { types, seed, samples } = options;
  const components: ComponentScores[] = [];
  for (const type of types) {
    const random = createRandom(seed).fork(`hybrid evaluation ${type.id}`);
    const moments = await typeMoments(type, options, random);
    for (const [component, lives] of Object.entries(moments)) {
      components.push(await scoreComponent(type, component, lives, options.modelFolder));
    }
  }
  return { protocol: PROTOCOL, seed, samples, components };
};

const scoreComponent = async (
  type: AssetType,
  component: string,
  lives: readonly LifeMoments[],
  modelFolder: string,
): Promise<ComponentScores> => {
  const model = physicsModels[type.physics ?? ""];
  const physicsSha256 = model ? physicsHash(model, model.parameters) : "";
  const card = await loadHybridCard(modelFolder, type.id, component, { physicsSha256 });
  return {
    assetType: type.id,
    component,
    lives: lives.length,
    moments: lives.flat().length,
    engines: ENGINES.map((engine) => scoreEngine(lives, engine, card)),
  };
};

/** Asset types that can be evaluated: all that ship with a physics model. */
export const plantTypes = (): readonly AssetType[] =>
  Object.values(assetTypes).filter(({ physics }) => physics !== undefined);
