import { defineErrors } from "../../models/errors/define-errors.ts";

export const twinStateErrors = defineErrors("TWIN", {
  notForTwin: [
    1,
    "The twin can't use this message: {reason}",
    "Send features, telemetry, a maintenance event, a query or an alarm command",
  ],
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
  unknownAsset: [5, "No twin of {asset} is known here", "Ask for one of: {known}"],
  unknownAlarm: [6, "There is no alarm {alarm}", "Take the id from the twin's state"],
  otherType: [
    7,
    "{asset} is kept as {found}, this node keeps {expected}",
    "Give machines different names, or choose the other asset type",
  ],
  damagedMemory: [
    8,
    "What was kept of {asset} can't be read: {reason}",
    "It is set aside as {aside}; the twin begins anew",
  ],
  tooManyAssets: [9, "{asset} is one machine too many: {most} are kept", "Share the machines among several nodes"],
  notKept: [
    10,
    "The twin of {asset} could not be kept: {reason}",
    "See the store's status; the twin goes on and is kept when the store is back",
  ],
});
