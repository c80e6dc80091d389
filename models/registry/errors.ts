import { defineErrors } from "../errors/define-errors.ts";

export const registryErrors = defineErrors("MODEL", {
  unknown: [1, "No model {hash} is registered", "See which there are with: twinloom models list"],
  ambiguous: [2, "{hash} is the beginning of more than one model's hash: {found}", "Give more of its digits"],
  notAllowed: [
    3,
    "The model {hash} is {state} and can't {action}",
    "A candidate is made a shadow first, a shadow is promoted; a champion leaves when another takes its place",
  ],
  gate: [
    4,
    "The model {hash} is not promoted over {champion}: {reason}",
    "Let it run as a shadow until enough failures are confirmed, or register it with an evaluation on held-out lives",
  ],
  nothingBefore: [5, "{subject} has no champion to go back to", "Promote a shadow instead"],
  otherCard: [
    6,
    "The model {hash} is registered with another card than {card}",
    "Forecasts of the two could not be told apart: train the model again, or register the card it came with",
  ],
  badEvaluation: [
    7,
    "The evaluation {file} is not valid: {field} {reason}",
    "Write it as the retraining command does, or leave it away",
  ],
  nobody: [8, "It must be known who changes a model's state", "Set payload.by, or --by"],
  noReason: [9, "A change of a model's state needs a reason", "Set payload.reason, or --reason"],
  badSettings: [10, "The gate's {field} can't be {value}", "It must be {range}"],
  severalStores: [
    11,
    "The flow in {home} has several twin stores: {files}",
    "Name the one that the predictors keep their forecasts in: --store FILE",
  ],
  badFlow: [12, "The flow file {file} can't be read: {reason}", "Name the store's file: --store FILE"],
  whichSubject: [
    13,
    "There are champions to go back from for several components: {subjects}",
    "Name the one: twinloom models rollback ASSET-TYPE/COMPONENT",
  ],
});
