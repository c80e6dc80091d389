import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assetTypes } from "../../models/assets/index.ts";
import { physicsOf, simulateMachines } from "./simulate-machines.ts";
import { trainComponent } from "./train-component.ts";
import { LIVES } from "./training-plan.ts";
import { writeOverview } from "./write-overview.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Seeds of training are told apart from the plant's by the label that every stream is forked with. */
const DEFAULT_SEED = 20_260;

const HELP = `Trains the models of remaining useful life on simulated machines.

  node scripts/training/train-plant.ts [--type centrifugal-pump] [--seed ${DEFAULT_SEED}] [--out models/onnx] [--share 1]

  --type   one asset type; all of them if left out
  --seed   the same seed gives the same models
  --out    folder that gets TYPE-COMPONENT/model.onnx and card.json
  --share  part of the usual number of machines, for a quick try
`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      type: { type: "string" },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      out: { type: "string", default: join(ROOT, "models", "onnx") },
      share: { type: "string", default: "1" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const seed = Number(values.seed);
  const wanted = Object.values(assetTypes).filter(({ id }) => values.type === undefined || id === values.type);
  if (wanted.length === 0) throw new Error(`${values.type} is none of ${Object.keys(assetTypes).join(", ")}`);
  const lives = {
    training: Math.ceil(LIVES.training * Number(values.share)),
    calibration: Math.ceil(LIVES.calibration * Number(values.share)),
    test: Math.ceil(LIVES.test * Number(values.share)),
  };
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-training-"));
  for (const type of wanted) {
    const started = performance.now();
    const machines = simulateMachines(type, seed, lives.training + lives.calibration + lives.test);
    console.log(`${type.id}: ${machines.length} machines simulated in ${seconds(started)}`);
    for (const failureMode of type.failureModes) {
      await trainComponent({
        type,
        model: physicsOf(type),
        failureMode,
        machines,
        lives,
        seed,
        scratch,
        out: values.out,
      });
    }
    console.log(`${type.id}: done after ${seconds(started)}`);
  }
  await rm(scratch, { recursive: true });
  await writeOverview(values.out);
};

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

await main();
