import type { HistoryEvaluation } from "./evaluate.ts";

/** An evaluation for reading. Hours throughout. */
export const historyEvaluationText = (found: HistoryEvaluation): string => {
  const levels = Object.keys(found.coverage).map((level) => {
    const [covers = Number.NaN, width = Number.NaN] = [found.coverage[level], found.meanWidth[level]];
    return `  ${level} % interval  covers ${(100 * covers).toFixed(1)} %, ${width.toFixed(1)} h wide on average`;
  });
  return [
    `${found.subset}: ${found.forecasts} forecasts of ${found.lives} lives`,
    `  ${found.protocol}`,
    `  left out: ${found.trainedOn} lives that the model was trained on, ${found.censored} cut off before a failure`,
    `  RMSE ${found.rmseClipped} h, ${found.rmseTrueRulUpTo50} h where 50 h or less are left`,
    `  Winkler score of 90 % ${found.winkler90} h; ${(100 * found.alphaLambda).toFixed(0)} % within 20 % halfway`,
    ...levels,
    "",
  ].join("\n");
};
