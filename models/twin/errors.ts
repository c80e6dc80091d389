import { defineErrors } from "../errors/define-errors.ts";

export const twinErrors = defineErrors("TWIN", {
  unknownChannel: [
    2,
    "{asset} sends {channel}, which {type} does not have",
    "Add the channel to the asset type, or correct the tag's channel",
  ],
  unitMismatch: [
    3,
    "{asset} sends {channel} in {found}, {type} has it in {expected}",
    "Set the tag's source unit, so that the source converts it",
  ],
  lateWindow: [
    4,
    "The window of {asset} that ends {time} is not newer than what the twin knows",
    "Nothing, if the source was replayed; otherwise check its clock",
  ],
  unknownComponent: [11, "{asset} has no component {component}", "Name all, or a component of {type}: {known}"],
});
