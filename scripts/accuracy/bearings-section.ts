import type { Evaluation } from "../datasets/femto/evaluate.ts";
import { markdownTable } from "./markdown-table.ts";

const percent = (share = Number.NaN): string => `${(100 * share).toFixed(1)} %`;

/** Bearings of FEMTO-ST, one left out at a time. */
export const bearingsSection = (found: Evaluation): string[] => [
  "## Bearings (FEMTO-ST PRONOSTIA)",
  "",
  `${found.bearings} whole lives; protocol: ${found.protocol}. ${found.measure}`,
  "",
  `Mean normalised RMSE **${found.normalisedRmse.toFixed(3)}**, aim 0.20; a constant guess of half a life gives ${found.normalisedRmseOfConstantGuess.toFixed(3)}.`,
  `An onset was seen before the end on ${found.onsetsSeen} of ${found.bearings}.`,
  "",
  ...markdownTable(
    ["interval", "covers", "mean width, share of life"],
    Object.keys(found.coverage).map((level) => [
      `${level} %`,
      percent(found.coverage[level]),
      (found.meanWidth[level] ?? Number.NaN).toFixed(3),
    ]),
  ),
  `A 90 % interval is ${found.meanWidth90BeforeOnset.toFixed(3)} of the life wide before an onset and ${found.meanWidth90AfterOnset.toFixed(3)} after it. Six lives can't`,
  "show whether 90 % is 90 %: one life more or less is 17 points.",
  "",
  ...markdownTable(
    ["bearing", "life", "normalised RMSE", "of a constant guess", "90 % covers", "onset before the end"],
    found.perBearing.map((one) => [
      one.bearing,
      `${one.lifeHours.toFixed(2)} h`,
      one.normalisedRmse.toFixed(3),
      one.normalisedRmseOfConstantGuess.toFixed(3),
      percent(one.coverage90),
      one.minutesFromOnsetToEnd === null ? "not seen" : `${one.minutesFromOnsetToEnd.toFixed(0)} min`,
    ]),
  ),
];
