import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORK_ORDER_TAG, type WorkOrder } from "../../models/maintenance/work-order.ts";
import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../models/twin/twin-state.ts";
import type { Heard } from "../support/flow-tap.ts";
import { MACHINES, type PlantFlow } from "../support/plant-flow.ts";

/** The machine that the story is about: it wears out first. */
export const SPINDLE = "spindle-1";
export const COMPONENTS = Object.values(MACHINES).flat().length;

/** What the tap has heard of the demo, by what a test asks; `from` is a mark. */
export const readStory = (flowOf: () => PlantFlow) => {
  const states = (asset: string, from = 0): TwinState[] =>
    flowOf()
      .payloads(TWIN_STATE_TAG, from)
      .filter((state) => state.asset === asset);
  return {
    states,
    forecasts: (from = 0): Forecast[] => [...flowOf().payloads(FORECAST_TAG, from)],
    /** Every version of the spindle's orders. */
    orders: (from = 0): WorkOrder[] =>
      flowOf()
        .payloads(WORK_ORDER_TAG, from)
        .filter((order) => order.asset === SPINDLE),
    /** Health of the spindle's bearing in each state that knows it. */
    bearing: (from = 0): number[] =>
      states(SPINDLE, from).flatMap(({ components }) => components["frontBearing"]?.health ?? []),
    /** Number of states and last health of each machine, for the text of a failure. */
    summary: () =>
      Object.keys(MACHINES).map((asset) => [asset, states(asset).length, states(asset).at(-1)?.components]),
    errors: (from = 0): Heard[] =>
      flowOf()
        .heard(from)
        .filter(({ kind }) => kind === "error"),
  };
};

export const byComponent = (found: readonly Forecast[]): Map<string, Forecast[]> =>
  Map.groupBy(found, (one) => `${one.asset}/${one.component}`);

/** Width of the forecast's interval as a share of its own 90 % interval: needs no second forecast to compare it with. */
export const shareOfNinety = ({ interval, quantiles = [] }: Partial<Forecast> = {}): number => {
  const at = (level: number): number => quantiles.find(({ p }) => p === level)?.rulHours ?? Number.NaN;
  return ((interval?.highHours ?? Number.NaN) - (interval?.lowHours ?? Number.NaN)) / (at(0.95) - at(0.05));
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Damage of the spindle's bearing after its first maintenance, from the plant's own file; undefined before. */
export const renewedDamage = ({ folder }: PlantFlow): number | undefined => {
  const file = join(folder, "plant.json");
  if (!existsSync(file)) return undefined;
  const { state, maintenances } = JSON.parse(readFileSync(file, "utf8")).machines[SPINDLE];
  return maintenances === 1 ? state.spall : undefined;
};
