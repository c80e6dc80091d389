import { defineErrors } from "../../models/errors/define-errors.ts";

export const historyErrors = defineErrors("HIST", {
  badRequest: [
    1,
    "The request for history is not valid: {field} {reason}",
    "Send { asset, series: [{ measurement, field }] } or { collection }",
  ],
  noAsset: [2, "The request for history names no machine", "Set payload.asset, or Machine in the node"],
});
