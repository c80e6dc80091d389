import { defineErrors } from "../../models/errors/define-errors.ts";

export const previewErrors = defineErrors("PREVIEW", {
  unknownType: [1, "There is no preview of {type}", "Choose a node of Twinloom"],
  notANode: [2, "What was sent is no node with its settings: {reason}", "Reload the editor and try again"],
  nothingKept: [
    3,
    "Nothing has reached {node} since it was deployed",
    "Deploy it and wait for its first messages; what follows a sensor source can be previewed on the history of the store too",
  ],
  noSource: [
    4,
    "No sensor source leads to {node} by wires through nodes of Twinloom alone",
    "Preview on the last messages, once some have come; for history, wire it behind a sensor source",
  ],
  noStore: [
    5,
    "There is no store that runs with history for {node}",
    "Choose a store in the sensor source and deploy, or preview on the last messages",
  ],
  noHistory: [
    6,
    "The store has no telemetry of {asset} for {node}",
    "Choose another machine, or preview on the last messages",
  ],
  tooLong: [7, "The preview was ended after {seconds} s", "Choose a shorter time, or run a backtest"],
  busy: [8, "{waiting} previews wait already", "Try again when they are done"],
  failed: [9, "The preview ended unexpectedly: {reason}", "Try again; report it if it happens each time"],
  mapped: [
    10,
    "A sensor source is previewed on what reached it: the store has its readings after they were mapped",
    "Preview on the last messages",
  ],
  upstream: [
    11,
    "{node}, from which it gets its messages, can't run: {reason}",
    "Correct that node first, or preview on the last messages",
  ],
});
