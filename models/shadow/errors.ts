import { defineErrors } from "../errors/define-errors.ts";

export const shadowErrors = defineErrors("SHADOW", {
  none: [1, "No flow runs in shadow in {home}", "Begin with: twinloom shadow start REVISION"],
  already: [2, "{name} runs in shadow already", "End it first: twinloom shadow stop"],
  limitPassed: [
    3,
    "{name} is not promoted: {what} went from {before} to {after}, more than {limit}",
    "See twinloom shadow status; to promote it all the same: --force --why REASON",
  ],
  noReason: [4, "--force needs a reason", "Give one with --why: it is kept with the revision"],
  liveChanged: [
    5,
    "The live flow is revision {head} now; {name} was compared with {live}",
    "End it and begin again: twinloom shadow stop, twinloom shadow start",
  ],
  nothingCompared: [
    6,
    "{name} has decided nothing yet that could be compared: it has come to {cursor}, and is compared from {start} on",
    "Wait, or promote it all the same: --force --why REASON",
  ],
  badDuration: [7, "{option} is {value}, which is no time span", "Give it as 7d, 12h, 30m or 45s"],
  noStore: [
    8,
    "The live flow has no store with telemetry: a shadow has nothing to read",
    "Add a twin store to the flow",
  ],
  damaged: [9, "{file} can't be read: {reason}", "End it and begin again: twinloom shadow stop, twinloom shadow start"],
  sameFlow: [10, "{name} does what the live flow does already", "Name another revision or file"],
  ended: [
    11,
    "The shadow ended by {how}: it is started again in {seconds} s, the live flow goes on",
    "See its last lines in the log",
  ],
  badLimit: [12, "The limit {limit} is none that a shadow can hold", "Give one of {names}, as orders=5% or missed=0"],
  watching: [
    13,
    "{name} was promoted already, and is watched until {until}",
    "To go back by hand: twinloom revisions rollback; to end the watch: twinloom shadow stop",
  ],
});
