import { ONSET_FEATURE_SET, ONSET_FEATURES } from "../../../models/prognosis/onset-features.ts";
import { learnedHours } from "../../../models/prognosis/onset-recipe.ts";
import { waveformFeatureUnit } from "../../../models/signal/waveform-features.ts";
import { featureRanges } from "../../training/feature-ranges.ts";
import type { Row } from "../../training/feature-table.ts";
import type { Fit } from "../../training/fit-model.ts";
import { metricsOf } from "../../training/metrics-of.ts";
import type { CardContent } from "../../training/write-card.ts";
import { ACCELERATION_UNIT } from "./bearing.ts";
import type { BearingLife } from "./bearing-life.ts";
import { FIT } from "./fit-plan.ts";
import type { LeftOut } from "./leave-one-out.ts";
import { inHours } from "./life-forecasts.ts";
import { lifeHash, livesHash } from "./life-hash.ts";
import { ONSET_RULE, WATCHED } from "./onset-plan.ts";
import { scoreLives } from "./score-lives.ts";

const LEARNED_HOURS = learnedHours(ONSET_RULE);
const BAND_EDGES_HOURS = [0, 0.25, 1, 3];
const DIGITS = 3;

const PROTOCOL =
  "Each bearing forecast by a model of all others, with intervals calibrated on the others, each of those as forecast by a " +
  `model that had seen neither; hours, from ${LEARNED_HOURS} h of age on, at every snapshot. "scores" are in shares of life over the ` +
  "whole life. Within one bearing the moments are not independent. The model itself is of all bearings.";

const limits = (lives: readonly BearingLife[], longest: number): string[] => [
  `It has learned from ${lives.length} lives that an overload ended within ${longest.toFixed(1)} h: on a bearing in service it is a demonstration until its forecasts were scored there.`,
  "Before an onset it knows the bearing's age and no more, and its intervals say so. Intervals of a confidence above " +
    `${(1 - 2 / (lives.length + 1)).toFixed(2)} rest on a normal tail: ${lives.length} lives can't carry more.`,
  `It has no forecast in hours before ${LEARNED_HOURS} h of age, and none beyond ${longest.toFixed(1)} h.`,
  "It is told neither speed nor load, which the recordings don't hold, and assumes that both stay as they are.",
  "It does not tell which part of the bearing is damaged: the organisers say that fault frequencies don't match here.",
];

/** What the card says of a model of bearings by age and onset. */
export const modelContent = (
  lives: readonly BearingLife[],
  { lives: judged, calibration }: LeftOut,
  { algorithm, opset }: Fit,
  rows: readonly Row[],
  seed: number,
): CardContent => {
  const longest = Math.max(...lives.map(({ lifeHours }) => lifeHours));
  const channels = [...(lives[0]?.channels ?? [])];
  const hours = judged.flatMap((life) => inHours(life, LEARNED_HOURS, longest));
  const { normalisedRmse, normalisedRmseOfConstantGuess } = scoreLives(judged);
  const metrics = metricsOf(hours, PROTOCOL, lives.length, BAND_EDGES_HOURS, DIGITS);
  return {
    name: "bearing under overload",
    assetType: "bearing-test-rig",
    component: "bearing",
    failureMode: "wear-out",
    forecasts:
      "Remaining life, calibrated, from the share of the bearing's life that is left (the model's output, a median) and its age",
    unit: "h",
    longestHours: longest,
    quantileLevels: [...FIT.levels],
    featureSet: ONSET_FEATURE_SET,
    baseFeatures: channels.map((channel) => ({
      name: `${channel}.${WATCHED}`,
      unit: waveformFeatureUnit(WATCHED, ACCELERATION_UNIT),
      source: "measured",
    })),
    physics: {},
    features: featureRanges(ONSET_FEATURES, rows),
    stepHours: 10 / 3600,
    onset: { watched: WATCHED, channels, rule: ONSET_RULE, spread: calibration.spread },
    operatingConditions: [],
    calibration: calibration.calibration,
    metrics: { ...metrics, scores: { normalisedRmse, normalisedRmseOfConstantGuess } },
    training: {
      data: `${lives.map(({ name }) => name).join(", ")}: FEMTO-ST PRONOSTIA lives (Nectoux et al., IEEE PHM 2012); the hashes are those of what was computed of their waveforms`,
      lives: lives.length,
      rows: rows.length,
      seed,
      dataHash: livesHash(lives),
      lifeHashes: lives.map(lifeHash),
      algorithm,
    },
    limits: limits(lives, longest),
    opset,
  };
};
