import { defineErrors } from "../../models/errors/define-errors.ts";

export const plantErrors = defineErrors("PLANT", {
  portTaken: [
    1,
    "Port {port} for the plant's {what} is taken",
    "Stop what listens there, or choose another with {option}",
  ],
  badOption: [2, "{option} is {value}", "Give {wanted}"],
  badState: [
    3,
    "The state of the plant in {file} can't be read: {reason}",
    "It is set aside as {aside}; the plant begins anew",
  ],
});
