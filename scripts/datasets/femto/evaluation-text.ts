import type { Evaluation } from "./evaluate.ts";

/** An evaluation for reading. Shares of life throughout, unless it says hours. */
export const evaluationText = (found: Evaluation): string => {
  const levels = Object.keys(found.coverage).map((level) => {
    const [covers = Number.NaN, width = Number.NaN] = [found.coverage[level], found.meanWidth[level]];
    return `  ${level} % interval    covers ${(100 * covers).toFixed(1)} %, ${width.toFixed(3)} of the life wide on average`;
  });
  const bearings = found.perBearing.map(({ bearing, lifeHours, normalisedRmse, firstOnset, minutesFromOnsetToEnd }) => {
    const onset = firstOnset
      ? `onset at ${firstOnset.hours.toFixed(2)} h, ${minutesFromOnsetToEnd?.toFixed(0)} min before the end`
      : "no onset seen";
    return `  ${bearing.padEnd(15)} RMSE ${normalisedRmse.toFixed(3)}, life ${lifeHours.toFixed(2)} h, ${onset}`;
  });
  return `${[
    `${found.bearings} bearings: ${found.protocol}`,
    `  normalised RMSE ${found.normalisedRmse.toFixed(3)}; a constant guess of half a life gives ${found.normalisedRmseOfConstantGuess.toFixed(3)}`,
    `  onset seen      on ${found.onsetsSeen} of ${found.bearings}`,
    ...levels,
    `  90 % interval   ${found.meanWidth90BeforeOnset.toFixed(3)} wide before an onset, ${found.meanWidth90AfterOnset.toFixed(3)} after it`,
    ...bearings,
  ].join("\n")}\n`;
};
