import { defineErrors } from "../../models/errors/define-errors.ts";

export const edgeErrors = defineErrors("EDGE", {
  missingTypes: [
    1,
    "The flow uses nodes that are not installed: {types}",
    "Install their package in the home folder ({home}), or remove them from the flow",
  ],
  noFlow: [2, "There is no flow in {home}", "Name a flow file: twinloom run FLOW, or deploy one in the editor first"],
  stuck: [3, "The runtime has not answered for {seconds} s: it is ended and started again", "See what it logged last"],
  ended: [4, "The runtime ended by {how}: it is started again in {seconds} s", "See its last lines in the log"],
  gaveUp: [
    5,
    "The runtime ended {times} times within {minutes} minutes, the last time by {how}",
    "See its last lines in the log; twinloom doctor looks for the cause",
  ],
  notDrained: [
    6,
    "The flow had not come to its end {seconds} s after the stop, and was cut off",
    "Give --drain more time",
  ],
  badNumber: [7, "{option} is {value}, which is no number from {from} to {to}", "Give a number in that range"],
  badVariable: [9, "{name} is {value}, which is {reason}", "Correct it; twinloom doctor looks at all of them"],
  noStart: [8, "The runtime could not start: {reason}", "See its last lines in the log"],
});
