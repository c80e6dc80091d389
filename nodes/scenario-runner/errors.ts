import { defineErrors } from "../../models/errors/define-errors.ts";

export const scenarioErrors = defineErrors("SCENARIO", {
  noPhysics: [
    1,
    "The asset type {assetType} has no physics model that could be simulated; there are {known}",
    "Set physics in the asset type to one of these",
  ],
  badRequest: [
    2,
    "The what-if is not valid: {field} {reason}",
    "Send { asset, scenarios: [{ name, factors: { speed: 1.15 } }] }",
  ],
  noAsset: [3, "The what-if names no machine and there are {count}", "Set payload.asset to one of: {known}"],
  unknownAsset: [
    4,
    "There is no state of {asset} yet; known are: {known}",
    "Check the name, or wait until its twin has sent a state",
  ],
  nothingObserved: [
    5,
    "The twin of {asset} has not seen the machine run yet",
    "Wait for the first window of measurements of the running machine",
  ],
  tooMany: [6, "{waiting} what-ifs are waiting, this one was refused", "Wait for their results and ask again"],
  wrongType: [
    7,
    "{asset} is of the type {found}, this node simulates {expected}",
    "Wire it to a scenario runner of its own type",
  ],
});
