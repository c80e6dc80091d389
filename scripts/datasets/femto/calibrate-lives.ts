import type { Calibration } from "../../../models/prognosis/calibration.ts";
import { conformalScore } from "../../../models/prognosis/conformal-score.ts";
import { channelsWithOnset } from "../../../models/prognosis/onset-features.ts";
import type { OnsetRecipe } from "../../../models/prognosis/onset-recipe.ts";
import { shareOfLife } from "../../../models/prognosis/share-of-life.ts";
import { rms } from "../../../models/signal/rms.ts";
import { calibrationOf } from "../../training/calibrate-model.ts";
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
 * What forecasts of lives that their models had not seen were off by. Before an onset less is known than after it: each has its
 * own width. (One more for each channel fits six lives worse: a greater Winkler score.)
 *
 * @param unseen two lives or more, of which some moments are taken evenly over the time of each
 */
export const calibrateLives = (unseen: readonly Unseen[]): ShareCalibration => {
  const lives = unseen.map(momentsOf);
  const error = (onset: boolean): number => {
    const such = lives.flat().filter(({ moment }) => channelsWithOnset(moment.vector) > 0 === onset);
    const rows = such.length > 0 ? such : lives.flat();
    return Math.max(LEAST_SPREAD, rms(rows.map(({ moment, share }) => moment.shareLeft - share)));
  };
  const spread = { before: error(false), after: error(true) };
  const scores = lives.map((rows) =>
    rows.map(({ moment, share }) => conformalScore(shareOfLife(share, spreadAt(spread, moment)), moment.shareLeft)),
  );
  return { spread, calibration: calibrationOf(scores) };
};

const momentsOf = ({ life, shares }: Unseen): { moment: Moment; share: number }[] => {
  const forecast = new Map(life.moments.map((moment, i) => [moment, shares[i] ?? Number.NaN]));
  return evenly(life, CALIBRATION_ROWS_PER_LIFE).map((moment) => ({
    moment,
    share: forecast.get(moment) ?? Number.NaN,
  }));
};
