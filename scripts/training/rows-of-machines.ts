import { createRandom } from "../../models/random/random.ts";
import { componentRows, type Draw } from "./component-rows.ts";
import type { Row } from "./feature-table.ts";
import type { MachineLife } from "./simulate-machine.ts";
import * as plan from "./training-plan.ts";

/** Rows of each life, in three groups that have no machine in common. */
export interface GroupedRows {
  readonly training: readonly (readonly Row[])[];
  readonly calibration: readonly (readonly Row[])[];
  readonly test: readonly (readonly Row[])[];
}

/** @param name of the model, `TYPE-COMPONENT`: with the seed it decides which moments are drawn */
export const rowsOfMachines = (
  machines: readonly MachineLife[],
  component: string,
  name: string,
  lives: plan.Lives,
  seed: number,
): GroupedRows => {
  const random = createRandom(seed).fork(`rows ${name}`);
  const rowsOf = (from: number, count: number, draw: Draw): Row[][] =>
    machines
      .slice(from, from + count)
      .map((life, i) => componentRows(life, component, draw, random.fork(`life ${from + i}`)))
      .filter((rows) => rows.length > 0);
  return {
    training: rowsOf(0, lives.training, TRAINING_DRAW),
    calibration: rowsOf(lives.training, lives.calibration, { anywhere: plan.CALIBRATION_ROWS }),
    test: rowsOf(lives.training + lives.calibration, lives.test, { anywhere: plan.TEST_ROWS }),
  };
};

export const TRAINING_DRAW = {
  anywhere: plan.TRAINING_ROWS,
  lastHours: { rows: plan.LAST_WEEKS_ROWS, hours: plan.LAST_WEEKS_HOURS },
} as const;
