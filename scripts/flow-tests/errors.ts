import { defineErrors } from "../../models/errors/define-errors.ts";

export const flowTestErrors = defineErrors("FLOWTEST", {
  noFiles: [
    1,
    "There is no flow test in {folder}",
    "Name files, or write one as flows/NAME.test.json (docs/backtest.md)",
  ],
  unreadable: [2, "The flow test {file} can't be read: {reason}", "Mend the file; docs/backtest.md has an example"],
  invalid: [
    3,
    "The flow test {file} is not valid at {path}: {reason}",
    "Correct it there; docs/backtest.md names every field",
  ],
  unknownNode: [
    4,
    'The test "{test}" names a node {node}, and the flow {flow} has {found}',
    "Name one of: {names}; or give the node's id",
  ],
  badTime: [5, 'The test "{test}" has readings from {from}, which is no time', "Give it as 2026-05-01T06:00:00Z"],
  badRecording: [
    6,
    "The recording {file} can't be used: {reason}",
    "Correct the file; docs/backtest.md tells what it holds",
  ],
  badUnit: [
    7,
    "The recording {file} has {channel} in {found}, and the asset type has it in {expected}: {reason}",
    "Give the unit in which it was recorded, as {channel} [{expected}]",
  ],
});
