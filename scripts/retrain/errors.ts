import { defineErrors } from "../../models/errors/define-errors.ts";

export const retrainErrors = defineErrors("RETRAIN", {
  nothingNew: [
    1,
    "{subject} has {found} confirmed failures that its champion was not trained on; {wanted} are asked for",
    "Close the work orders of failures with what was found; `--least` asks for another number",
  ],
  noChampion: [
    2,
    "{subject} has no champion to be better than",
    "Train a first model with `twinloom train history`, take it in with `twinloom models register`, promote it",
  ],
  otherFeatures: [
    3,
    "The champion of {subject} forecasts from other features than are computed now: {reason}",
    "Train a first model with `twinloom train history`, or go back to the champion before",
  ],
  badPlan: [4, "The plan of a scheduled retrain can't be {value}", "Give {range}"],
  running: [
    5,
    "{subject} is being retrained already, since {since}",
    "Wait for it; one that was killed is forgotten after {hours} hours",
  ],
  madeAlready: [
    6,
    "{subject} has a model of the same confirmed failures already: the {state} {hash}",
    "Let it forecast beside the champion: twinloom models shadow {hash}; or wait for more failures",
  ],
});
