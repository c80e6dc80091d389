import { Compile } from "typebox/schema";
import { TwinError } from "../errors/twin-error.ts";
import { cardContradiction } from "./card-contradiction.ts";
import { cycleFeatures } from "./cycles/cycle-features.ts";
import { CYCLE_FEATURE_SET } from "./cycles/cycle-recipe.ts";
import { prognosisErrors } from "./errors.ts";
import { HISTORY_FEATURE_SET, historyFeatureNames, historyFeatureUnits } from "./history-features.ts";
import { ModelCard } from "./model-card.ts";
import { ONSET_FEATURE_SET, ONSET_FEATURES } from "./onset-features.ts";

const validator = Compile(ModelCard);

/**
 * A model's card, checked: its form, that it fits together, and that its features are the ones that this code computes, in the same order and
 * units.
 *
 * @param text JSON of the card
 * @param where path of the card, for the error
 * @throws TwinError TWIN-PROGNOSIS-001 naming the field and the reason, TWIN-PROGNOSIS-005 for another feature set
 */
export const readModelCard = (text: string, where: string): ModelCard => {
  const card = parse(text, where);
  if (!validator.Check(card)) {
    const [, [first]] = validator.Errors(card);
    const field = first?.instancePath || "(the whole)";
    throw new TwinError(prognosisErrors.invalidCard, { card: where, field, reason: first?.message ?? "is not valid" });
  }
  const reason = differenceOf(card, featuresOf(card));
  if (reason) throw new TwinError(prognosisErrors.otherFeatures, { card: where, reason });
  const contradiction = cardContradiction(card);
  if (contradiction) throw new TwinError(prognosisErrors.invalidCard, { card: where, ...contradiction });
  return card;
};

interface Named {
  readonly name: string;
  readonly unit: string;
}

/** What this code computes for the card's base features; undefined if it does not know the set. */
const featuresOf = ({ featureSet, baseFeatures, cycles, onset }: ModelCard): readonly Named[] | undefined => {
  if (featureSet === CYCLE_FEATURE_SET) return cycles ? cycleFeatures(cycles) : undefined;
  if (featureSet === ONSET_FEATURE_SET) return onset ? ONSET_FEATURES : undefined;
  if (featureSet !== HISTORY_FEATURE_SET) return undefined;
  const units = historyFeatureUnits(baseFeatures.map((base) => base.unit));
  return historyFeatureNames(baseFeatures.map((base) => base.name)).map((name, i) => ({ name, unit: units[i] ?? "" }));
};

const differenceOf = (card: ModelCard, computed: readonly Named[] | undefined): string | undefined => {
  const known = `${HISTORY_FEATURE_SET}, and with a recipe ${CYCLE_FEATURE_SET} and ${ONSET_FEATURE_SET}`;
  if (!computed) return `it was trained on ${card.featureSet}, this version computes ${known}`;
  const differs = computed.findIndex(
    ({ name, unit }, i) => card.features[i]?.name !== name || card.features[i]?.unit !== unit,
  );
  const [found, wanted] = [card.features[differs], computed[differs]];
  if (differs >= 0)
    return `input ${differs} is ${found?.name} in ${found?.unit}, not ${wanted?.name} in ${wanted?.unit}`;
  if (card.features.length === computed.length) return undefined;
  return `it has ${card.features.length} inputs, not ${computed.length}`;
};

const parse = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TwinError(
      prognosisErrors.invalidCard,
      { card: where, field: "(the whole)", reason: "is not JSON" },
      cause,
    );
  }
};
