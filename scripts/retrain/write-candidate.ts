import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DriftProfile } from "../../models/prognosis/drift/drift-profile.ts";
import type { ModelCard, ModelMetrics } from "../../models/prognosis/model-card.ts";
import type { MachineType } from "../datasets/history/machine-type.ts";
import { featureRanges } from "../training/feature-ranges.ts";
import { matrixOf } from "../training/feature-table.ts";
import { historyTableFeatures, plantCard } from "../training/plant-card.ts";
import { LEVELS } from "../training/training-plan.ts";
import { writeCard } from "../training/write-card.ts";
import { writeExpected } from "../training/write-expected.ts";
import type { FieldLife } from "./field-life.ts";
import type { Candidate } from "./fit-candidate.ts";

const LIMITS = [
  "A few failures do not show all that can happen: what this plant has not seen, and the simulation does not know, is not in it.",
  "It assumes that the machine goes on being run as it was: a lasting change of load shows only as the features change.",
  "Outside the range of features named here it extrapolates as trees do: it repeats the outermost forecast it learned.",
  "Its calibration holds on average over lives like those it was trained on, not at each moment of one.",
  "Lives that ended in maintenance before a failure were left out: forecasts may be a little too short where that is done often.",
];

export interface Written {
  readonly kind: MachineType;
  readonly component: string;
  readonly candidate: Candidate;
  readonly field: readonly FieldLife[];
  readonly metrics: ModelMetrics;
  readonly drift?: DriftProfile;
  readonly seed: number;
}

/** Writes model.onnx, card.json, card.html and expected.json of a model that was trained on confirmed failures. */
export const writeCandidate = async (
  folder: string,
  { kind, component, candidate, field, metrics, drift, seed }: Written,
): Promise<ModelCard> => {
  const { type, physics, bases } = kind;
  const { fitted, training, calibration, weight } = candidate;
  const rows = training.flat();
  const features = featureRanges(historyTableFeatures(bases), rows);
  await mkdir(folder, { recursive: true });
  await copyFile(fitted.file, join(folder, "model.onnx"));
  const source = { fitted: fitted.file, hash: fitted.model.hash, matrix: matrixOf(rows), width: features.length };
  await writeExpected(join(folder, "expected.json"), source, LEVELS);
  const failureMode = type.failureModes.find((mode) => mode.component === component);
  const { algorithm, opset, dataHash } = fitted;
  const confirmed = field.map(({ life }) => life.order);
  const content = plantCard(
    type,
    physics,
    failureMode ?? { id: "failure", component, label: "Failure", iso14224Mode: "UNK" },
    bases,
    {
      ...{ features, quantileLevels: LEVELS, calibration, metrics, opset, ...(drift ? { drift } : {}) },
      training: { lives: training.length, rows: rows.length, seed, dataHash, algorithm },
    },
  );
  const simulated = training.length - field.length;
  const data =
    simulated > 0
      ? `${content.training.data} And ${field.length} lives of this plant to a confirmed failure, each of which counts as ${weight} ` +
        "simulated ones in training and in calibration."
      : `${field.length} lives of this plant to a confirmed failure.`;
  return writeCard(folder, { ...content, limits: LIMITS, training: { ...content.training, data, confirmed } });
};
