import { forecastExplainer } from "../../models/prognosis/explain/forecast-explainer.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";
import { shippedModel } from "./shipped-model.ts";

/** The shipped model with the most inputs. */
const MODEL = "cnc-spindle-frontBearing";
const OUTPUT = "rulHours";
/** Calls until the code is compiled. */
const WARM_UP = 500;

/** What the exact explanation of a forecast costs beside the forecast itself: one model, row by row, by turns. */
export const benchExplanation = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const { card, file, bytes, rows: inputs } = await shippedModel(MODEL);
  const model = await onnxRunner.load(file, card.model.sha256);
  const column = card.quantileLevels.indexOf(0.5);
  const explainer = forecastExplainer(bytes, OUTPUT, column);

  const forecasting: number[] = [];
  const explaining: number[] = [];
  const reading: number[] = [];
  const turns = WARM_UP + (quick ? 200 : 4000);
  for (let turn = 0; turn < turns; turn++) {
    const input = inputs[turn % inputs.length] ?? new Float32Array();
    const began = performance.now();
    await model.run(input, 1);
    const forecasted = performance.now();
    explainer(input);
    const ended = performance.now();
    if (turn < WARM_UP) continue;
    forecasting.push(forecasted - began);
    explaining.push(ended - forecasted);
  }
  for (let turn = 0; turn < (quick ? 3 : 20); turn++) {
    const began = performance.now();
    forecastExplainer(bytes, OUTPUT, column);
    reading.push(performance.now() - began);
  }
  await model.close();
  const forecast = { name: "the forecast itself, onnxruntime", value: median(forecasting) };
  const value = median(explaining);
  return {
    figures: [
      { name: "explanation of one forecast, p50", value, unit: "ms", against: forecast, ratio: value / forecast.value },
      { name: "explanation of one forecast, p99", value: median(explaining, 0.99), unit: "ms" },
      { name: "reading a model's trees, once", value: median(reading), unit: "ms" },
    ],
    notes: [
      `Exact tree SHAP of the median of ${MODEL}: ${card.features.length} inputs, ${Math.round(card.model.bytes / 1000)} kB; ${card.training.algorithm}.`,
      "The forecast is one row with all its quantiles. Both by turns, in one process; every forecast is explained.",
    ],
  };
};
