import type { Calibration } from "../../../models/prognosis/calibration.ts";
import { cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import { CYCLE_FEATURE_SET } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { ModelMetrics, OperatingRange } from "../../../models/prognosis/model-card.ts";
import { featureRanges } from "../../training/feature-ranges.ts";
import type { CardContent } from "../../training/write-card.ts";
import { SETTINGS } from "./columns.ts";
import type { EngineModel } from "./fit-engines.ts";
import { LEVELS, LONGEST_CYCLES } from "./fit-plan.ts";
import type { EngineSet } from "./read-set.ts";

const LIMITS = [
  "Trained on simulated engines (C-MAPSS): on real engines it is a demonstration until its forecasts were scored there.",
  `A forecast of ${LONGEST_CYCLES} cycles means "${LONGEST_CYCLES} or more": longer remaining lives are not told apart.`,
  "It does not know of failures from other causes than those in the training engines, nor of damage by a single event.",
  "It assumes that the history begins where the engine was new or overhauled, as each training engine's does.",
  "Operating conditions other than those named here are taken for the nearest one.",
  "Its calibration holds on average over engines and over the moments that the protocol cuts at, not at each moment.",
];

const operatingConditions = ({ engines }: EngineSet): OperatingRange[] =>
  SETTINGS.map(({ name, unit }, i) => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { settings } of engines) {
      for (const cycle of settings) {
        min = Math.min(min, cycle[i] ?? Number.NaN);
        max = Math.max(max, cycle[i] ?? Number.NaN);
      }
    }
    return { name, unit, min, max };
  });

/** What the card says of a model of turbofan engines. */
export const modelContent = (
  subset: string,
  set: EngineSet,
  { recipe, lives, algorithm, opset }: EngineModel,
  calibration: Calibration,
  metrics: ModelMetrics,
  seed: number,
): CardContent => {
  const rows = lives.flat();
  return {
    name: `turbofan engine ${subset}`,
    assetType: "turbofan",
    component: "engine",
    failureMode: "degradation",
    forecasts: `Cycles until the engine fails, up to ${LONGEST_CYCLES}, as quantiles, before calibration`,
    unit: "{cycle}",
    longestHours: LONGEST_CYCLES,
    quantileLevels: [...LEVELS],
    featureSet: CYCLE_FEATURE_SET,
    baseFeatures: recipe.channels.map(({ name, unit }) => ({ name, unit, source: "measured" })),
    physics: {},
    features: featureRanges(cycleFeatures(recipe), rows),
    stepHours: 1,
    cycles: recipe,
    operatingConditions: operatingConditions(set),
    calibration,
    metrics,
    training: {
      data: `C-MAPSS ${subset}, ${set.engines.length} engines from their first cycle to failure (Saxena et al., PHM 2008); the hash is that of the unpacked training file`,
      lives: lives.length,
      rows: rows.length,
      seed,
      dataHash: set.sha256,
      algorithm,
    },
    limits: LIMITS,
    opset,
  };
};
