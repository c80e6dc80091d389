import type { Calibration } from "../../models/prognosis/calibration.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import type { ModelMetrics } from "../../models/prognosis/model-card.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { forecastsOf } from "./calibrate-model.ts";
import type { Row } from "./feature-table.ts";
import { metricsOf } from "./metrics-of.ts";

const BAND_EDGES_HOURS = [0, 48, 168, 504];

const PROTOCOL =
  "Machines that neither training nor calibration saw; moments drawn evenly over each life after 24 h of history, the " +
  "same number of each machine; pooled over all of them. Within one machine the moments are not independent.";

/** What the calibrated model is worth on test machines, by the code that the node runs. */
export const evaluateModel = async (
  model: LoadedModel,
  calibration: Calibration,
  lives: readonly (readonly Row[])[],
  levels: readonly number[],
): Promise<ModelMetrics> => {
  const rows = lives.flat();
  const forecasts = await forecastsOf(model, rows, levels);
  const judged = rows.flatMap(({ rulHours }, i) => {
    const own = forecasts[i];
    return own ? [{ truth: rulHours, distribution: conformalDistribution(own, calibration) }] : [];
  });
  return metricsOf(judged, PROTOCOL, lives.length, BAND_EDGES_HOURS);
};
