import { defineErrors } from "../../models/errors/define-errors.ts";

export const assetTypeErrors = defineErrors("TYPE", {
  notJson: [1, "The definition is not JSON: {reason}", "Correct it in the JSON editor and deploy"],
  invalid: [2, "The definition is not an asset type: {path} {reason}", "Correct it there and deploy"],
  badPlace: [3, "The place {place} is not enterprise/site/area/line", "Give four names with / between them"],
});
