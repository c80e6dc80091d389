import type { DriftedInput } from "../../models/prognosis/drift/judge-drift.ts";
import { featureWords } from "../../models/prognosis/explain/feature-words.ts";
import { HISTORY_KINDS } from "../../models/prognosis/history-features.ts";
import { outsideTraining } from "../../models/prognosis/outside-training.ts";
import { type Doubt, lostShare } from "../../models/prognosis/widening/doubt.ts";
import { driftDoubt } from "../../models/prognosis/widening/drift-doubt.ts";
import { missingDoubt } from "../../models/prognosis/widening/missing-doubt.ts";
import { outsideDoubt } from "../../models/prognosis/widening/outside-doubt.ts";
import { sensorDoubt } from "../../models/prognosis/widening/sensor-doubt.ts";
import { LONG_ENOUGH_HOURS, shortHistoryDoubt } from "../../models/prognosis/widening/short-history-doubt.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { TrainedModel } from "./shipped-models.ts";

/** Without half of what the model goes by there is no forecast. */
const MOST_MISSING = 0.5;
/** A short history that costs less than this share is not worth a word. */
const WORTH_A_WORD = 0.01;

/** What makes the inputs of a forecast tell less than they did in training. */
export interface InputDoubts {
  /** Share that is lost, 0 to 1. */
  readonly lost: number;
  /** In words, each once; empty if nothing is worth one. */
  readonly causes: readonly string[];
  /** Why there can be no forecast at all. */
  readonly tooLittle?: string;
}

/**
 * @param vector in which what never came is NaN
 * @param silentHours by base feature
 * @param historyHours length of the history
 * @param drifted inputs that are no longer what they were in training, the farthest first
 * @param channels newest samples, with what is doubted of their sensors
 */
export const doubtInputs = (
  type: AssetType,
  { card, shares }: Pick<TrainedModel, "card" | "shares">,
  vector: Float64Array,
  silentHours: readonly number[],
  historyHours: number,
  drifted: readonly DriftedInput[] = [],
  channels: TwinState["channels"] = {},
): InputDoubts => {
  const missing = card.baseFeatures.flatMap(({ name }, place): Doubt[] => {
    const never = Number.isNaN(vector[place * HISTORY_KINDS.length]);
    const hours = never ? Number.POSITIVE_INFINITY : (silentHours[place] ?? 0);
    const doubt = missingDoubt(place, hours, vector.length, "");
    if (!doubt) return [];
    const since = never ? "has not been measured yet" : `has not been measured for ${Math.floor(hours)} h`;
    return [{ ...doubt, words: `${featureWords(type, name)} ${since}` }];
  });
  const outside = outsideTraining(vector, card.features);
  const conditions = card.operatingConditions.map(({ name }) => name);
  const unseen = outsideDoubt(vector, card.features, conditions, outsideWords(type, outside));
  const short = shortHistoryDoubt(historyHours, vector.length);
  const drift = driftDoubt(drifted, vector.length, driftWords(type, drifted));
  // The forecast names the sensor itself, whichever engine it is by.
  const sensor = sensorDoubt(channels, card.baseFeatures, card.features);
  const doubts = [...missing, short, unseen, ...(drift ? [drift] : []), ...(sensor ? [sensor] : [])];
  const isShort = historyHours < LONG_ENOUGH_HOURS && lostShare([short], shares) >= WORTH_A_WORD;
  const said = [
    ...missing,
    ...(isShort ? [short] : []),
    ...(outside.length > 0 ? [unseen] : []),
    ...(drift ? [drift] : []),
  ];
  const causes = [...new Set(said.map(({ words }) => words))];
  const tooLittle = lostShare(missing, shares) > MOST_MISSING;
  return {
    lost: lostShare(doubts, shares),
    causes,
    ...(tooLittle ? { tooLittle: [...new Set(missing.map(({ words }) => words))].join(", ") } : {}),
  };
};

const outsideWords = (type: AssetType, names: readonly string[]): string =>
  `outside of what the model was trained on: ${someOf(type, names)}`;

const driftWords = (type: AssetType, drifted: readonly DriftedInput[]): string => {
  const names = drifted.map(({ name }) => name);
  return `the channels no longer fit each other as in training, first of all ${someOf(type, names)}`;
};

const someOf = (type: AssetType, features: readonly string[]): string => {
  const labels = [...new Set(features.map((name) => featureWords(type, name.split("/")[0] ?? name)))];
  const more = labels.length > 2 ? ` and ${labels.length - 2} more` : "";
  return `${labels.slice(0, 2).join(", ")}${more}`;
};
