import { type Calibration, WIDEST_SCORE } from "../../../models/prognosis/calibration.ts";
import { channelsWithOnset } from "../../../models/prognosis/onset-features.ts";
import type { OnsetRecipe } from "../../../models/prognosis/onset-recipe.ts";
import { shareOfLife } from "../../../models/prognosis/share-of-life.ts";
import { rms } from "../../../models/signal/rms.ts";
import type { Moment } from "./bearing-life.ts";
import { evenly } from "./evenly.ts";
import { CALIBRATION_ROWS_PER_LIFE, LEAST_SPREAD } from "./fit-plan.ts";
import type { Unseen } from "./forecast-unseen.ts";

/** How wide forecasts must be: a spread before and after an onset, and where the truth stood in units of it. */
export interface ShareCalibration {
  readonly spread: OnsetRecipe["spread"];
  readonly calibration: Calibration;
}

/** The spread that holds at a moment. */
export const spreadAt = ({ before, after }: OnsetRecipe["spread"], { vector }: Moment): number =>
  channelsWithOnset(vector) > 0 ? after : before;

/**
 * What forecasts of lives that their models had not seen were off by. Before an onset little is known, after it more: each
 * has its own width.
 *
 * @param unseen one or more lives, of which some moments are taken evenly over the time of each
 */
export const calibrateLives = (unseen: readonly Unseen[]): ShareCalibration => {
  const lives = unseen.map(({ life, shares }) => {
    const forecast = new Map(life.moments.map((moment, i) => [moment, shares[i] ?? Number.NaN]));
    return evenly(life, CALIBRATION_ROWS_PER_LIFE).map((moment) => ({
      moment,
      share: forecast.get(moment) ?? Number.NaN,
    }));
  });
  const error = (onset: boolean): number => {
    const such = lives.flat().filter(({ moment }) => channelsWithOnset(moment.vector) > 0 === onset);
    const rows = such.length > 0 ? such : lives.flat();
    return Math.max(LEAST_SPREAD, rms(rows.map(({ moment, share }) => moment.shareLeft - share)));
  };
  const spread = { before: error(false), after: error(true) };
  const scores = lives.flat().map(({ moment, share }) => {
    const score = shareOfLife(share, spreadAt(spread, moment)).scoreOf(moment.shareLeft);
    return Number(Math.max(-WIDEST_SCORE, Math.min(WIDEST_SCORE, score)).toFixed(4));
  });
  const calibration = {
    lives: lives.length,
    rowsPerLife: CALIBRATION_ROWS_PER_LIFE,
    scores: scores.sort((a, b) => a - b),
  };
  return { spread, calibration };
};
