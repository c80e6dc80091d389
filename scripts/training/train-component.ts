import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { baseFeaturesOf } from "../../models/prognosis/base-features.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType, FailureMode } from "../../models/twin/asset-type.ts";
import { calibrateModel } from "./calibrate-model.ts";
import { evaluateModel } from "./evaluate-model.ts";
import { featureRanges } from "./feature-ranges.ts";
import { matrixOf } from "./feature-table.ts";
import { type FittedModel, fitRows } from "./fit-rows.ts";
import { fleetDrift } from "./fleet-drift.ts";
import { historyTableFeatures, plantCard } from "./plant-card.ts";
import { rowsOfMachines } from "./rows-of-machines.ts";
import type { MachineLife } from "./simulate-machine.ts";
import * as plan from "./training-plan.ts";
import { writeCard } from "./write-card.ts";
import { writeExpected } from "./write-expected.ts";

export interface Job {
  readonly type: AssetType;
  readonly model: PhysicsModel;
  readonly failureMode: FailureMode;
  readonly machines: readonly MachineLife[];
  readonly lives: plan.Lives;
  readonly seed: number;
  /** Folder for feature tables. */
  readonly scratch: string;
  readonly out: string;
}

/**
 * One model with its card: rows, fit, check of the export, calibration, test.
 *
 * @returns what it is worth, a line each
 */
export const trainComponent = async (job: Job): Promise<string[]> => {
  const { type, failureMode, machines, lives, seed } = job;
  const { component } = failureMode;
  const name = `${type.id}-${component}`;
  const grouped = rowsOfMachines(machines, component, name, lives, seed);
  const { training, calibration: calibrationRows, test: testRows } = grouped;
  const bases = baseFeaturesOf(type, job.model);
  const features = featureRanges(historyTableFeatures(bases), training.flat());
  const settings = { ...plan.FIT, seed };
  const fitted = await fitRows(join(job.scratch, name), features, training, "h", settings);
  const { model, algorithm, opset, dataHash } = fitted;
  const calibration = await calibrateModel(model, calibrationRows, plan.LEVELS);
  const metrics = await evaluateModel(model, calibration, testRows, plan.LEVELS);
  await model.close();
  const drift = fleetDrift(bases, machines, lives, component);

  const folder = join(job.out, name);
  await mkdir(folder, { recursive: true });
  await copyFile(fitted.file, join(folder, "model.onnx"));
  const matrix = matrixOf(training.flat());
  const source = { fitted: fitted.file, hash: model.hash, matrix, width: features.length };
  await writeExpected(join(folder, "expected.json"), source, plan.LEVELS);
  const content = plantCard(type, job.model, failureMode, bases, {
    features,
    quantileLevels: plan.LEVELS,
    calibration,
    drift,
    metrics,
    training: { lives: training.length, rows: training.flat().length, seed, dataHash, algorithm },
    opset,
  });
  return reportOf(await writeCard(folder, content), fitted);
};

const reportOf = (
  { name, metrics, model, drift }: ModelCard,
  { exportError, explanationError }: FittedModel,
): string[] => {
  const coverage = metrics.coverage.map(({ nominal, measured }) => `${100 * nominal} % ${(100 * measured).toFixed(1)}`);
  return [
    `  ${name}: ${Math.round(model.bytes / 1024)} KB, export differs by ${exportError.toExponential(1)}`,
    `    explanation differs by ${explanationError.toExponential(1)}`,
    `    inputs of ${100 * (drift?.testedShare ?? 0)} % of test machines never drift`,
    `    coverage on ${metrics.testLives} machines: ${coverage.join(", ")}`,
    ...metrics.byForecast.map((band) => bandLine("forecast", band)),
    ...metrics.byRemainingLife.map((band) => bandLine("true", band)),
  ];
};

const bandLine = (what: string, band: ModelCard["metrics"]["byForecast"][number]): string => {
  const { fromHours, toHours, rows, coverage90, medianAbsoluteErrorHours } = band;
  const covers = `90 % covers ${(100 * coverage90).toFixed(1)} %`;
  return `    ${what} ${fromHours} to ${toHours ?? "…"} h: ${rows} moments, error ${medianAbsoluteErrorHours} h, ${covers}`;
};
