import { defineErrors } from "../errors/define-errors.ts";

export const telemetryErrors = defineErrors("TELEMETRY", {
  notNumbers: [1, "{what} is {found}, not numbers", "Send a Buffer, a typed array or an array of numbers"],
  wrongLength: [
    2,
    "{what} holds {found} numbers where {expected} are announced",
    "Give every sample one time and value",
  ],
  noSamples: [3, "{what} holds no samples", "Leave out a channel that has nothing to say"],
});
