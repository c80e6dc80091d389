import { defineErrors } from "../../models/errors/define-errors.ts";

export const setpointErrors = defineErrors("SETPOINT", {
  notForGuard: [
    1,
    "The set-point guard can't use this message: {reason}",
    "Send states, scenario results, work orders, or { command: propose | approve | reject | release } or { query: setpoints }",
  ],
  badLimits: [
    2,
    "The limits of {parameter} can't be kept: {field} {reason}",
    "Open the node, correct {field} and deploy",
  ],
  refused: [3, "{parameter} of {asset} is not changed: {reason}", "Wait, or propose what the limits allow"],
  unknownSetpoint: [4, "There is no set-point {setpoint}", "Take the id from the list"],
  notOpen: [
    5,
    "{setpoint} is {status} and can't be decided on",
    "Take one that is proposed; a newer one may have taken its place",
  ],
  nobody: [6, "Nobody is named who does this to the set-point", "Send the name in by"],
  noAsset: [7, "The command is for {asset}; the guard knows {count} machines", "Set payload.asset to one of: {known}"],
  fellBack: [
    8,
    "{setpoint} is no longer in force: {reason}",
    "See to what is in doubt; the next set-point needs a proposal of its own",
  ],
});
