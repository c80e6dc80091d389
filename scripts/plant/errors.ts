import { defineErrors } from "../../models/errors/define-errors.ts";

export const plantErrors = defineErrors("PLANT", {
  badOption: [2, "{option} is {value}", "Give {wanted}"],
  badState: [
    3,
    "The state of the plant in {file} can't be read: {reason}",
    "It is set aside as {aside}; the plant begins anew",
  ],
  noMachine: [4, "The plant has no machine {asset}", "Name one of {known}"],
  noInput: [5, "{asset} has no input {load}", "Set one of {known}"],
  outOfRange: [6, "{load} of {asset} can't be {value}", "Give {min} to {max} {unit}, or NaN to go by the plan again"],
  badMessage: [7, "{topic} carries what can't be read: {reason}", "Send {wanted}"],
  noSensor: [8, "{asset} has no sensor {channel}", "Name one of {known}"],
});
