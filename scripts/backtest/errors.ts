import { defineErrors } from "../../models/errors/define-errors.ts";

export const backtestErrors = defineErrors("BACKTEST", {
  noInlet: [
    1,
    "The flow has no sensor source for {asset}: its history can't go in",
    "Choose machines with --asset, or add a source",
  ],
  noHistory: [
    2,
    "The store {file} has no telemetry from {from} to {to}",
    "Choose a time that it has: {first} to {last}",
  ],
  badTime: [3, "{option} is {value}, which is no time", "Give it as 2026-05-01 or 2026-05-01T06:00Z"],
  emptySpan: [4, "--from {from} is not before --to {to}", "Exchange them"],
  missingTypes: [
    5,
    "The flow uses nodes that are not installed: {types}",
    "Install their package beside Twinloom, as those of the home folder are not in such a run; or disable them for it",
  ],
  stuck: [
    6,
    "The flow has not come to rest for {seconds} s after a message",
    "These nodes have not called done: {nodes}",
  ],
  failed: [7, "The run ended by {how}", "See its last lines above"],
  badLimit: [8, "The limit {limit} is none", "Give one of {names}, as orders=5% or missed=0"],
  limitPassed: [
    9,
    "{name} went from {before} to {after}, more than {limit}",
    "Look at the differences before this flow is deployed",
  ],
  notDeterministic: [
    10,
    "{count} nodes may give something else another time: {nodes}",
    "Leave --strict out to run it all the same",
  ],
  busy: [11, "{user} has been running a backtest since {since}", "Wait until it has ended, or cancel it"],
  limitOfNothing: [
    13,
    "A limit says how much a number may grow from another flow to this one, and no other is named",
    "Name it with --against, such as --against head",
  ],
  sameFlow: [12, "The flow in the editor does what the deployed one does", "Change what it does, then run it again"],
});
