import type { BearingLife } from "./bearing-life.ts";
import { calibrateLives } from "./calibrate-lives.ts";
import { forecastUnseen } from "./forecast-unseen.ts";
import { type LifeForecasts, lifeForecasts } from "./life-forecasts.ts";

/**
 * Forecasts of each bearing by a model of all others, with intervals that are calibrated on the others too: each of those
 * as it is forecast by a model that has seen neither it nor the bearing that is judged.
 *
 * @param lives three or more
 * @param folder gets tables and models
 * @param done is told after each model, with how many there are
 */
export const leaveOneOut = async (
  folder: string,
  lives: readonly BearingLife[],
  seed: number,
  done: (models: number) => void = () => undefined,
): Promise<LifeForecasts[]> => {
  const unseen = await forecastUnseen(folder, lives, true, seed, done);
  return lives.map((life) => {
    const others = lives.filter((other) => other !== life);
    return lifeForecasts(unseen(life, life), calibrateLives(others.map((other) => unseen(other, life))));
  });
};
