import { join } from "node:path";
import type { Calibration } from "../../../models/prognosis/calibration.ts";
import { conformalScore } from "../../../models/prognosis/conformal-score.ts";
import { createRandom } from "../../../models/random/random.ts";
import { allOf } from "../../training/all-of.ts";
import { forecastsOf } from "../../training/calibrate-model.ts";
import { drawFolds } from "../../training/folds.ts";
import { calibrated, calibrationWithout, type HeldOut } from "./calibrate-held-out.ts";
import { cutRuleOf, drawCuts } from "./cut-rule.ts";
import { cyclesOf } from "./engine.ts";
import type { EngineForecast } from "./engine-forecast.ts";
import { engineRows } from "./engine-rows.ts";
import { fitEngines } from "./fit-engines.ts";
import { CUTS, FOLDS, LEVELS, LONGEST_CYCLES } from "./fit-plan.ts";
import type { EngineSet } from "./read-set.ts";

/** Two fits at a time: each runs on one processor, so that a seed always gives the same trees. */
const AT_ONCE = 2;

/** What cross-validation found: a calibration by all engines, and forecasts of each calibrated without its own fold. */
export interface CrossValidation {
  readonly calibration: Calibration;
  readonly lives: readonly (readonly EngineForecast[])[];
}

/**
 * Every engine is forecast, where its life is cut at random, by a model that never saw it: neither its recipe, nor its
 * trees, nor the calibration of the forecast (that of engines of the other folds).
 *
 * @param folder for tables and models
 * @param done is called after each fold
 */
export const crossValidate = async (
  { engines, file }: EngineSet,
  subset: string,
  folder: string,
  seed: number,
  done: () => void = () => {},
): Promise<CrossValidation> => {
  const random = createRandom(seed);
  const folds = drawFolds(engines.length, FOLDS, random.fork("folds"));
  const held = await allOf(folds, AT_ONCE, async (places, fold) => {
    const others = engines.filter((_, i) => !places.includes(i));
    const { model, recipe } = await fitEngines(join(folder, `fold-${fold}`), { engines: others, file }, subset, seed);
    const rule = cutRuleOf(recipe);
    const found: HeldOut[] = [];
    for (const place of places.toSorted((a, b) => a - b)) {
      const engine = engines[place];
      const cycles = engine ? drawCuts(engine, rule, CUTS, random.fork(`cuts of engine ${engine.unit}`)) : [];
      if (!engine || cycles.length === 0) continue;
      const byLeft = new Map(
        engineRows(engine, recipe, (cycle) => cycles.includes(cycle)).map((row) => [row.rulHours, row]),
      );
      const rows = cycles.flatMap((cycle) => byLeft.get(cyclesOf(engine) - cycle) ?? []);
      const own = await forecastsOf(model, rows, LEVELS);
      const truths = rows.map(({ rulHours }) => rulHours);
      const scores = own.map((one, i) => ({
        score: conformalScore(one, truths[i] ?? Number.NaN, LONGEST_CYCLES),
        medianHours: one.hoursAt(0),
      }));
      found.push({ unit: engine.unit, fold, cycles, truths, own, scores });
    }
    await model.close();
    done();
    return found;
  });
  const all = held.flat().sort((a, b) => a.unit - b.unit);
  return {
    calibration: calibrationWithout(all, []),
    lives: folds.flatMap((_, fold) => {
      const calibration = calibrationWithout(all, [fold]);
      return all.filter((one) => one.fold === fold).map((one) => calibrated(one, calibration));
    }),
  };
};
