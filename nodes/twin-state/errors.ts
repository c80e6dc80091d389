import { defineErrors } from "../../models/errors/define-errors.ts";

/** 2, 3, 4 and 11 stand in models/twin. */
export const twinStateErrors = defineErrors("TWIN", {
  notForTwin: [
    1,
    "The twin can't use this message: {reason}",
    "Send features, telemetry, a maintenance event, a query or a command",
  ],
  unknownAsset: [5, "No twin of {asset} is known here", "Ask for one of: {known}"],
  unknownAlarm: [6, "There is no alarm {alarm}", "Take the id from the twin's state"],
  otherType: [
    7,
    "{asset} is kept as {found}, this node keeps {expected}",
    "Give machines different names or choose the other asset type; { command: forget, asset } there ends the old twin; deploy then",
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
  notOfType: [
    12,
    "{asset} is no {type}: it sends {channels}",
    "Wire it to the twin of its own type, or correct the tags' channels",
  ],
  notLoaded: [
    13,
    "The twins kept in the store can't be read: {reason}",
    "See the store's status; the message is refused, so that no twin begins anew over a kept one",
  ],
});
