import type { Progress } from "../progress-bar.ts";
import type { BearingLife } from "./bearing-life.ts";
import { calibrateLives, type ShareCalibration } from "./calibrate-lives.ts";
import { forecastUnseen } from "./forecast-unseen.ts";
import { type LifeForecasts, lifeForecasts } from "./life-forecasts.ts";

/** What leaving one out gives: how good the method is, and how wide a model of all lives must forecast. */
export interface LeftOut {
  readonly lives: readonly LifeForecasts[];
  readonly calibration: ShareCalibration;
}

/**
 * Forecasts of each bearing by a model of all others, with intervals that are calibrated on the others too: each of those
 * as it is forecast by a model that has seen neither it nor the bearing that is judged.
 *
 * @param lives FEWEST_BEARINGS or more
 * @param folder gets tables and models
 * @param progress is told of the models
 */
export const leaveOneOut = async (
  folder: string,
  lives: readonly BearingLife[],
  seed: number,
  progress?: Progress,
): Promise<LeftOut> => {
  const unseen = await forecastUnseen(folder, lives, seed, progress);
  const judged = lives.map((life) => {
    const others = lives.filter((other) => other !== life);
    return lifeForecasts(unseen(life, life), calibrateLives(others.map((other) => unseen(other, life))));
  });
  return { lives: judged, calibration: calibrateLives(lives.map((life) => unseen(life, life))) };
};
