import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assetTypes } from "../../models/assets/index.ts";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { fleetDrift } from "./fleet-drift.ts";
import { simulateMachines } from "./simulate-machines.ts";
import { LIVES } from "./training-plan.ts";
import { writeCard } from "./write-card.ts";

/** Of the shipped models. */
const DEFAULT_SEED = 20_260;
const ROOT = join(import.meta.dirname, "..", "..");

const HELP = `Learns what the inputs of trained models are on the machines they were trained on, and writes it to their cards. Training
does the same: this is for models that are to stay as they are.

  node scripts/training/learn-drift.ts [--type centrifugal-pump] [--seed ${DEFAULT_SEED}] [--models models/onnx]

  --type    one asset type; all of them if left out
  --seed    the one that the models were trained with
  --models  folder of TYPE-COMPONENT/card.json
`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      type: { type: "string" },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      models: { type: "string", default: join(ROOT, "models", "onnx") },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const wanted = Object.values(assetTypes).filter(({ id }) => values.type === undefined || id === values.type);
  if (wanted.length === 0) throw new Error(`${values.type} is none of ${Object.keys(assetTypes).join(", ")}`);
  for (const type of wanted) {
    const fleet = simulateMachines(type, Number(values.seed), LIVES.training + LIVES.calibration + LIVES.test);
    for (const { component } of type.failureModes) {
      const folder = join(values.models, `${type.id}-${component}`);
      const file = join(folder, "card.json");
      const { model, schema: _, ...content } = readModelCard(await readFile(file, "utf8"), file);
      const drift = fleetDrift(content.baseFeatures, fleet, LIVES, component);
      await writeCard(folder, { ...content, drift, opset: model.opset });
      const tested = `${(100 * drift.testedShare).toFixed(0)} % of test machines`;
      console.log(`${type.id} ${component}: inputs of ${tested} never drift, of ${100 * drift.withinShare} % wanted`);
    }
  }
};

await main();
