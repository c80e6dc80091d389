import { defineErrors } from "../errors/define-errors.ts";

export const simulationErrors = defineErrors("SIMULATION", {
  snapshotMismatch: [
    1,
    "The saved state estimate does not fit the model {model}: {reason}",
    "Nothing to do: the estimate starts anew from the coming measurements",
  ],
  unknownLoad: [
    2,
    "Scenario {scenario}: there is no load {load}; {model} has {known}",
    "Use one of the names that exist",
  ],
  loadOutOfRange: [
    3,
    "Scenario {scenario}: {load} = {value} {unit} is outside {min} to {max} {unit}",
    "Choose a value within the range of the machine",
  ],
  badMaintenanceDate: [
    4,
    "Scenario {scenario}: maintenance after {hours} h is not a time in the future",
    "Give the hours from now, 0 or more",
  ],
  unknownComponent: [
    5,
    "Scenario {scenario}: there is no component {component}; {model} has {known}",
    "Use one of the names that exist, or all",
  ],
  noStates: [6, "There is no state of {model} to start from", "Wait until the twin has seen measurements"],
  notRenewed: [
    7,
    "Maintenance in the model {model} leaves {component} failed",
    "Correct its maintain: the damage of a maintained component is below 1",
  ],
  badLoadPlan: [
    8,
    "Row {row} of the load plan can't be used: {reason}",
    "Correct the row; until then nothing is forecast",
  ],
  unknownTimeZone: [9, "There is no time zone {timeZone}", "Give its IANA name, as Europe/Berlin, or UTC"],
});
