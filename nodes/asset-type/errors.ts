import { defineErrors } from "../../models/errors/define-errors.ts";

export const assetTypeErrors = defineErrors("TYPE", {
  notJson: [1, "The definition is not JSON: {reason}", "Correct it in the JSON editor and deploy"],
  invalid: [2, "The definition is not an asset type: {path} {reason}", "Correct it there and deploy"],
  badPlace: [3, "The place {place} is not enterprise/site/area/line", "Give four names with / between them"],
  badSensor: [
    4,
    "Row {row} of the sensors: {channel} {reason}",
    "Choose a scalar channel of the asset type, each once",
  ],
  badRange: [5, "Row {row} of the sensors: possible from {min} to {max}", "Set from below to, or both alike"],
});
