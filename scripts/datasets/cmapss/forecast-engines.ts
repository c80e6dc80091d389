import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import { widen } from "../../../models/prognosis/widening/widen.ts";
import { forecastsOf } from "../../training/calibrate-model.ts";
import { cyclesOf, type Engine } from "./engine.ts";
import type { EngineForecast } from "./engine-forecast.ts";
import { engineRows } from "./engine-rows.ts";
import { LONGEST_CYCLES } from "./fit-plan.ts";
import type { CycleModel } from "./load-model.ts";

/** One forecast of each engine, after its last cycle. */
export const forecastEngines = async (
  { card, recipe, model }: CycleModel,
  engines: readonly Engine[],
  done: () => void = () => {},
): Promise<EngineForecast[][]> => {
  const lives: EngineForecast[][] = [];
  for (const engine of engines) {
    const rows = engineRows(engine, recipe, (cycle) => cycle === cyclesOf(engine));
    const own = await forecastsOf(model, rows, card.quantileLevels);
    const forecasts = rows.flatMap(({ doubts }, i): EngineForecast[] => {
      const one = own[i];
      if (!one) return [];
      const calibrated = conformalDistribution(one, card.calibration, card.longestHours);
      return [
        {
          unit: engine.unit,
          cycle: cyclesOf(engine),
          truth: engine.cyclesLeft,
          expected: Math.min(LONGEST_CYCLES, one.hoursAt(0)),
          distribution: widen(calibrated, doubts.factor),
          reason: doubts.reasons.join("; "),
        },
      ];
    });
    lives.push(forecasts);
    done();
  }
  return lives;
};
