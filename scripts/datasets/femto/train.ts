import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { matrixOf } from "../../training/feature-table.ts";
import { writeCard } from "../../training/write-card.ts";
import { writeExpected } from "../../training/write-expected.ts";
import type { Progress } from "../progress-bar.ts";
import type { BearingLife } from "./bearing-life.ts";
import { femtoErrors } from "./errors.ts";
import { fitLives } from "./fit-lives.ts";
import { FEWEST_BEARINGS, FIT } from "./fit-plan.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { modelContent } from "./model-content.ts";
import { readLives } from "./read-lives.ts";

export interface Steps {
  readonly reading: Progress;
  readonly fitting: Progress;
}

/** Lives to leave one out of. @throws TwinError TWIN-FEMTO-001 to -009 */
export const readEnoughLives = async (data: string, progress: Progress): Promise<BearingLife[]> => {
  const lives = await readLives(data, progress);
  if (lives.length >= FEWEST_BEARINGS) return lives;
  throw new TwinError(femtoErrors.tooFewBearings, { folder: data, found: lives.length, wanted: FEWEST_BEARINGS });
};

/**
 * Trains on all bearings of a folder and writes model.onnx, card.json, card.html and expected.json to `out`. The same seed
 * gives the same files.
 *
 * @throws TwinError TWIN-FEMTO-001 to -009, TWIN-TRAINING-001 and -002
 */
export const trainBearings = async (
  { data, out, seed }: { data: string; out: string; seed: number },
  { reading, fitting }: Steps,
): Promise<ModelCard> => {
  const lives = await readEnoughLives(data, reading);
  const scratch = await mkdtemp(join(tmpdir(), "twinloom-training-"));
  try {
    const leftOut = await leaveOneOut(scratch, lives, seed, fitting);
    const fitted = await fitLives(join(scratch, "all"), lives, seed);
    const rows = fitted.lives.flat();
    await mkdir(out, { recursive: true });
    await copyFile(fitted.file, join(out, "model.onnx"));
    const content = modelContent(lives, leftOut, fitted, rows, seed);
    const source = {
      fitted: fitted.file,
      hash: fitted.model.hash,
      matrix: matrixOf(rows),
      width: content.features.length,
    };
    await writeExpected(join(out, "expected.json"), source, FIT.levels);
    await fitted.model.close();
    return await writeCard(out, content);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
