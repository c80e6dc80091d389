import { createRandom } from "../../models/random/random.ts";
import type { CompareOptions } from "../../models/simulation/compare.ts";
import type { ScenarioRunnerConfig } from "./schema.ts";

const STEP_SECONDS = 3600;

/** The settings of the node as `compare` wants them, for one asset at one time. */
export const optionsOf = (
  config: ScenarioRunnerConfig,
  asset: string,
  startMs: number,
  horizonHours: number,
): CompareOptions => ({
  startMs,
  horizonHours,
  lifeHorizonHours: Math.max(horizonHours, config.lifeHorizonHours),
  stepSeconds: STEP_SECONDS,
  random: createRandom(config.seed).fork(`scenarios ${asset} ${startMs}`),
  confidence: config.confidencePercent / 100,
  loadRelativeSd: config.loadSpreadPercent / 100,
  repair: { plannedHours: config.plannedRepairHours, unplannedHours: config.unplannedRepairHours },
  prices: {
    perThroughputUnit: config.pricePerUnit,
    perKwh: config.pricePerKwh,
    perDowntimeHour: config.pricePerDowntimeHour,
    plannedRepair: config.plannedRepair,
    unplannedRepair: config.unplannedRepair,
    chargeWear: config.chargeWear,
  },
});
