import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { fitCandidate } from "../../retrain/fit-candidate.ts";
import { BAND_EDGES_HOURS, protocolOf } from "../../retrain/protocol.ts";
import { writeCandidate } from "../../retrain/write-candidate.ts";
import { metricsOf } from "../../training/metrics-of.ts";
import { historyTableFeatures } from "../../training/plant-card.ts";
import { livesErrors } from "./errors.ts";
import { readFieldLives } from "./read-field-lives.ts";

/** A calibration needs 10 lives, and each group's is made of the other groups. */
const FEWEST_LIVES = 15;

export interface HistoryTraining {
  readonly data: string;
  readonly out: string;
  readonly seed: number;
  /** JSON file of a type of your own; undefined: the shipped one that the history names. */
  readonly assetType?: string;
}

/**
 * Trains on the lives of an exported history that ended in a failure, and on nothing else; writes model.onnx, card.json, card.html
 * and expected.json to `out`. The same seed gives the same files.
 *
 * @throws TwinError TWIN-LIVES-001 to -007, TWIN-TRAINING-001 to -003
 */
export const trainHistory = async ({ data, out, seed, assetType }: HistoryTraining): Promise<ModelCard> => {
  const { kind, component, field } = await readFieldLives(data, assetType);
  const found = field.length;
  if (found < FEWEST_LIVES) throw new TwinError(livesErrors.tooFewLives, { where: data, found, wanted: FEWEST_LIVES });
  const folder = await mkdtemp(join(tmpdir(), "twinloom-training-"));
  try {
    const original = { training: [], calibration: [], test: [] };
    const features = historyTableFeatures(kind.bases);
    const candidate = await fitCandidate({ folder, features, original, field, seed });
    const metrics = metricsOf(candidate.held.flat(), protocolOf(found, 0), found, BAND_EDGES_HOURS);
    await candidate.fitted.model.close();
    return await writeCandidate(out, { kind, component, candidate, field, metrics, seed });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
