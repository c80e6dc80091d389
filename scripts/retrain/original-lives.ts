import type { ModelCard } from "../../models/prognosis/model-card.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { type GroupedRows, rowsOfMachines } from "../training/rows-of-machines.ts";
import { simulateMachines } from "../training/simulate-machines.ts";
import { LIVES } from "../training/training-plan.ts";

/**
 * The simulated lives that a champion was trained, calibrated and tested on, made again from the seed in its card. None if it
 * was trained on confirmed failures alone.
 */
export const originalLives = (type: AssetType, { component, training }: ModelCard): GroupedRows => {
  const simulated = training.lives - (training.confirmed?.length ?? 0);
  if (simulated <= 0 || !type.physics) return { training: [], calibration: [], test: [] };
  const part = (usual: number): number => Math.ceil((usual * simulated) / LIVES.training);
  const lives = { training: simulated, calibration: part(LIVES.calibration), test: part(LIVES.test) };
  const count = lives.training + lives.calibration + lives.test;
  const machines = simulateMachines(type, training.seed, count, component);
  return rowsOfMachines(machines, component, `${type.id}-${component}`, lives, training.seed);
};
