import { defineErrors } from "../errors/define-errors.ts";

/** What can be wrong with a forecast's mathematics or with the card of a trained model. */
export const prognosisErrors = defineErrors("PROGNOSIS", {
  invalidCard: [1, "The model card {card} is not valid: {field} {reason}", "Train the model again"],
  badQuantiles: [2, "Quantiles must be finite and there must be two or more: {reason}", "Train the model again"],
  tooFewScores: [3, "The calibration has {scores} scores of {lives} lives", "Train the model again with more lives"],
  badHistory: [4, "The kept history of {component} can't be read: {reason}", "It starts anew; nothing is to be done"],
  otherFeatures: [
    5,
    "The model of {card} needs other features: {reason}",
    "Train it again with this version of Twinloom, or take the version it was trained with",
  ],
  otherParts: [
    6,
    "The hybrid card {card} was fitted to another {part}",
    "Fit it again: node scripts/hybrid/fit-plant.ts; until then the component is forecast without it",
  ],
});
