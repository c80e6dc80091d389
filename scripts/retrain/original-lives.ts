import type { ModelCard } from "../../models/prognosis/model-card.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { type GroupedRows, rowsOfMachines } from "../training/rows-of-machines.ts";
import type { MachineLife } from "../training/simulate-machine.ts";
import { simulateMachines } from "../training/simulate-machines.ts";
import { LIVES, type Lives } from "../training/training-plan.ts";

export interface OriginalLives {
  readonly machines: readonly MachineLife[];
  readonly lives: Lives;
  readonly rows: GroupedRows;
}

/**
 * The simulated lives that a champion was trained, calibrated and tested on, made again from the seed in its card. None if it
 * was trained on confirmed failures alone.
 */
export const originalLives = (type: AssetType, { component, training }: ModelCard): OriginalLives => {
  const simulated = type.physics ? training.lives - (training.confirmed?.length ?? 0) : 0;
  const part = (usual: number): number => Math.ceil((usual * simulated) / LIVES.training);
  const lives = { training: simulated, calibration: part(LIVES.calibration), test: part(LIVES.test) };
  const count = lives.training + lives.calibration + lives.test;
  const machines = count > 0 ? simulateMachines(type, training.seed, count, component) : [];
  return {
    machines,
    lives,
    rows: rowsOfMachines(machines, component, `${type.id}-${component}`, lives, training.seed),
  };
};
