import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import type { LoadSettings } from "./future-load.ts";

/** What a forecast that rests on the physics follows from, as plain JSON. */
export interface ForecastBasis {
  readonly physics: {
    readonly model: string;
    readonly parameters: Numbers;
    readonly samples: number;
    /** Of the engine's random numbers. */
    readonly seed: number;
    /** What the engine kept at that moment. */
    readonly history: unknown;
  };
  /** How it was calibrated and joined with the trained model; absent: it was not. */
  readonly hybrid?: HybridCard;
}

export const BASIS_COLLECTION = "forecast-bases";

/** As it is stored, under the id of its forecast. */
export interface KeptBasis extends ForecastBasis {
  readonly version: 1;
  readonly load: LoadSettings;
}

export const keptBasis = (
  basis: ForecastBasis,
  { futureLoad, constantLoad, loadPlan, timeZone }: LoadSettings,
): KeptBasis => ({ version: 1, ...basis, load: { futureLoad, constantLoad, loadPlan, timeZone } });
