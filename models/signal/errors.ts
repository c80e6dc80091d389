import { defineErrors } from "../errors/define-errors.ts";

export const signalErrors = defineErrors("SIGNAL", {
  tooShort: [1, "A signal of {found} samples is too short, {needed} are needed", "Send longer waveforms"],
  wrongLength: [2, "The signal has {found} samples where {expected} were planned", "Make a plan for this length"],
  badSampleRate: [3, "The sample rate {found} Hz is not a positive number", "Correct the sample rate at the source"],
  notAcceleration: [4, "The unit {unit} is not an acceleration", "Use g, m/s2, mm/s2 or cm/s2"],
  timeBackwards: [5, "The time {time} lies before {last}", "Give samples in the order of their time"],
});
