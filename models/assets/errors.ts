import { defineErrors } from "../errors/define-errors.ts";

export const assetErrors = defineErrors("ASSET", {
  unknownComponent: [
    1,
    "There is no component {component} on this kind of machine",
    'Name one of {known}, or "all" for the whole machine',
  ],
});
