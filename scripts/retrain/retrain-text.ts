import type { ModelScores } from "../../models/registry/held-out-evaluation.ts";
import type { Compared, Retrained } from "./retrain.ts";

/** What came of a retrain, for reading, with what to do next. */
export const retrainText = (found: Retrained): string => {
  const { candidate, champion, failures, fresh, censored, weight, confirmed, simulated } = found;
  const hash = candidate.slice(0, 12);
  return [
    `candidate ${hash}: ${failures} confirmed failures (${fresh} new, each worth ${weight} simulated lives), ` +
      `${censored} lives cut off before a failure left out`,
    ...comparison("confirmed failures that neither has seen", confirmed, champion),
    ...(simulated ? comparison("simulated machines that neither has seen", simulated, champion) : []),
    `Let it forecast beside the champion, muted: twinloom models shadow ${hash}`,
    "",
  ].join("\n");
};

const comparison = (what: string, { lives, candidate, champion }: Compared, hash: string): string[] => [
  `on ${lives} ${what}:`,
  `  candidate     ${scores(candidate)}`,
  `  ${hash.slice(0, 12)}  ${scores(champion)}, the champion`,
];

const scores = ({ maeHours, winklerHours, coverage }: ModelScores): string =>
  `error ${maeHours.toFixed(1)} h, Winkler score ${winklerHours.toFixed(0)} h, 90 % holds ${(100 * coverage).toFixed(0)} %`;
