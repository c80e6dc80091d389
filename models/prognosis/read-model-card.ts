import { Compile } from "typebox/schema";
import { TwinError } from "../errors/twin-error.ts";
import { prognosisErrors } from "./errors.ts";
import { HISTORY_FEATURE_SET, historyFeatureNames, historyFeatureUnits } from "./history-features.ts";
import { ModelCard } from "./model-card.ts";

const validator = Compile(ModelCard);

/**
 * A model's card, checked: its form, and that its features are the ones that this code computes, in the same order and
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
  const names = historyFeatureNames(card.baseFeatures.map((base) => base.name));
  const units = historyFeatureUnits(card.baseFeatures.map((base) => base.unit));
  const differs = names.findIndex((name, i) => card.features[i]?.name !== name || card.features[i]?.unit !== units[i]);
  const reason =
    card.featureSet !== HISTORY_FEATURE_SET
      ? `it was trained on ${card.featureSet}, this version computes ${HISTORY_FEATURE_SET}`
      : differs >= 0
        ? `input ${differs} is ${card.features[differs]?.name} in ${card.features[differs]?.unit}, not ${names[differs]} in ${units[differs]}`
        : card.features.length !== names.length
          ? `it has ${card.features.length} inputs, not ${names.length}`
          : undefined;
  if (reason) throw new TwinError(prognosisErrors.otherFeatures, { card: where, reason });
  return card;
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
