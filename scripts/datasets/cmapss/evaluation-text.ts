import type { Evaluation } from "./evaluate.ts";

/** An evaluation for reading. Cycles throughout. */
export const evaluationText = (found: Evaluation): string => {
  const levels = Object.keys(found.coverage).map((level) => {
    const [covers = Number.NaN, width = Number.NaN] = [found.coverage[level], found.meanWidth[level]];
    return `  ${level} % interval  covers ${(100 * covers).toFixed(1)} %, ${width.toFixed(1)} wide on average`;
  });
  const thirds = found.coverage90ByThirdOfTrueRul.map((share) => `${(100 * share).toFixed(1)} %`).join(", ");
  return `${[
    `${found.subset}, ${found.engines} engines: ${found.protocol}`,
    `  RMSE          ${found.rmseClipped.toFixed(2)} against labels held at 125, ${found.rmseRaw.toFixed(2)} against raw ones`,
    `  NASA score    ${found.nasaScoreClipped.toFixed(1)} clipped, ${found.nasaScoreRaw.toFixed(1)} raw`,
    `  RMSE up to 50 ${found.rmseTrueRulUpTo50.toFixed(2)}`,
    ...levels,
    `  90 % covers   ${thirds} by third of true remaining life`,
    `  Winkler 90 %  ${found.winkler90.toFixed(1)}`,
    `  α-λ, ± 20 %   ${(100 * found.alphaLambda).toFixed(0)} % of forecasts`,
  ].join("\n")}\n`;
};
