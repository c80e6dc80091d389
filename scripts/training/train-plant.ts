import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assetTypes } from "../../models/assets/index.ts";
import type { Progress } from "../datasets/progress-bar.ts";
import { physicsOf, simulateMachines } from "./simulate-machines.ts";
import { trainComponent } from "./train-component.ts";
import { LIVES, type Lives } from "./training-plan.ts";
import { writeOverview } from "./write-overview.ts";

export interface PlantTraining {
  /** Id of the one asset type to train; absent: all that ship. */
  readonly type?: string;
  readonly seed: number;
  /** Part of the usual number of machines, above 0 to 1. */
  readonly share: number;
  /** Gets TYPE-COMPONENT/model.onnx with its card, and README.md. */
  readonly out: string;
}

/**
 * Trains a model for each component of the asset types that ship, on machines simulated by their physics. The same seed gives
 * the same models.
 *
 * @returns the report, a line each
 */
export const trainPlant = async ({ type: id, seed, share, out }: PlantTraining, { begin, step }: Progress) => {
  const wanted = Object.values(assetTypes).filter((type) => id === undefined || id === type.id);
  begin(wanted.reduce((steps, { failureModes }) => steps + 1 + failureModes.length, 0));
  const lives = shareOf(LIVES, share);
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-training-"));
  const report: string[] = [];
  try {
    for (const type of wanted) {
      const model = physicsOf(type);
      const machines = simulateMachines(type, seed, lives.training + lives.calibration + lives.test);
      report.push(`${type.id}: ${machines.length} machines simulated`);
      step();
      for (const failureMode of type.failureModes) {
        report.push(...(await trainComponent({ type, model, failureMode, machines, lives, seed, scratch, out })));
        step();
      }
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
  await writeOverview(out);
  return report;
};

const shareOf = (lives: Lives, share: number): Lives => ({
  training: Math.ceil(lives.training * share),
  calibration: Math.ceil(lives.calibration * share),
  test: Math.ceil(lives.test * share),
});
