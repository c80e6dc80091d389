import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { physicsModels } from "../../models/assets/index.ts";
import { HYBRID_TAG, type HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { createRandom } from "../../models/random/random.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { physicsHash } from "../../nodes/kit/physics-hash.ts";
import { hybridCardFile } from "../../nodes/rul-predictor/hybrid-cards.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { loadModelFolder, shippedFolder, shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import { packageRoot } from "../start/layout.ts";
import { LEVELS } from "../training/training-plan.ts";
import { fitWeights } from "./fit-weights.ts";
import type { LifeMoments } from "./moment.ts";
import { typeMoments } from "./plant-moments.ts";
import { plantTypes } from "./plant-scores.ts";

const HELP = `Fits how physics and trained model are joined, on simulated machines that the trained models never saw, and writes
hybrid.json beside each card.json.

  node scripts/hybrid/fit-plant.ts [--type centrifugal-pump] [--lives 120] [--seed 20260] [--models models/onnx]
`;

/** Moments asked of each machine. */
const MOMENTS = 10;
/** As the node's setting is by default. */
const SAMPLES = 100;
/** Ten machines are the least that a calibration is made of. */
const LEAST_LIVES = 10;

const fitType = async (type: AssetType, modelFolder: string, lives: number, seed: number): Promise<void> => {
  let done = 0;
  const onLife = (): void => {
    if (++done % 10 === 0) console.log(`  ${type.id}: ${done} of ${lives} machines`);
  };
  const random = createRandom(seed).fork(`hybrid fit ${type.id}`);
  const moments = await typeMoments(
    type,
    { modelFolder, lives, momentsPerLife: MOMENTS, samples: SAMPLES, onLife },
    random,
  );
  for (const [component, found] of Object.entries(moments)) {
    const card = await cardOf(type, component, modelFolder, found, seed);
    await writeFile(hybridCardFile(modelFolder, type.id, component), pretty(card));
    const { near, nearHours, far, farHours } = card.weight;
    console.log(`${type.id} ${component}: trained model ${near} at ${nearHours} h, ${far} at ${farHours} h`);
  }
};

const cardOf = async (
  type: AssetType,
  component: string,
  modelFolder: string,
  lives: readonly LifeMoments[],
  seed: number,
): Promise<HybridCard> => {
  const model = physicsModels[type.physics ?? ""];
  if (!model) throw new Error(`${type.id} has no physics model`);
  const trained = await loadModelFolder(onnxRunner, shippedFolder(modelFolder, type.id, component));
  await trained.model.close();
  const { version } = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8"));
  return {
    schema: HYBRID_TAG,
    assetType: type.id,
    component,
    learnedSha256: trained.model.hash,
    physicsSha256: physicsHash(model, model.parameters),
    levels: LEVELS,
    ...fitWeights(lives),
    fitted: {
      data: "Machines simulated as for the training, by seeds that neither it nor its calibration saw",
      lives: lives.length,
      momentsPerLife: MOMENTS,
      samples: SAMPLES,
      seed,
      codeVersion: `twinloom ${version}`,
    },
  };
};

/** Long lists of numbers on one line. */
const pretty = (card: HybridCard): string => {
  const text = JSON.stringify(card, undefined, 2);
  return `${text.replace(/\[\n\s+(-?[\d.][^\]]*?)\n\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, " ")}]`)}\n`;
};

const { values } = parseArgs({
  options: {
    type: { type: "string" },
    lives: { type: "string", default: "120" },
    seed: { type: "string", default: "20260" },
    models: { type: "string", default: shippedModelFolder() },
    help: { type: "boolean", short: "h", default: false },
  },
});
const lives = Number(values.lives);
const types = plantTypes().filter(({ id }) => values.type === undefined || id === values.type);
if (values.help) console.log(HELP);
else if (types.length === 0 || !(lives >= LEAST_LIVES)) {
  console.error(`Give one of ${plantTypes().map(({ id }) => id)} and at least ${LEAST_LIVES} lives`);
  process.exitCode = 2;
} else for (const type of types) await fitType(type, values.models, lives, Number(values.seed));
