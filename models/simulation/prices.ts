import type { Prediction } from "./prediction.ts";

/** What things cost and bring, in one currency. */
export interface Prices {
  /** Margin of one good unit of throughput, energy not taken off. */
  readonly perThroughputUnit: number;
  readonly perKwh: number;
  /** Beside the throughput that is lost. */
  readonly perDowntimeHour: number;
  readonly plannedRepair: number;
  readonly unplannedRepair: number;
  /**
   * True: damage at the end of the horizon is charged at the price of a planned repair, so that a scenario does not look
   * cheap for leaving a worn machine behind.
   */
  readonly chargeWear: boolean;
}

/** What each sample earns within the horizon. */
export const moneyOf = (prediction: Prediction, prices: Prices): Float64Array =>
  prediction.goodThroughput.map((good, i) => {
    const worn = Object.values(prediction.damageAtHorizon).reduce((sum, damage) => sum + (damage[i] ?? 0), 0);
    return (
      good * prices.perThroughputUnit -
      (prediction.energyKwh[i] ?? 0) * prices.perKwh -
      (prediction.downtimeHours[i] ?? 0) * prices.perDowntimeHour -
      (prediction.plannedRepairs[i] ?? 0) * prices.plannedRepair -
      (prediction.unplannedRepairs[i] ?? 0) * prices.unplannedRepair -
      (prices.chargeWear ? worn * prices.plannedRepair : 0)
    );
  });
