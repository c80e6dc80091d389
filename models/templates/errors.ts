import { defineErrors } from "../errors/define-errors.ts";

export const templateErrors = defineErrors("TEMPLATE", {
  unknownTemplate: [1, "There is no template {template}", "Choose one of: {known}"],
  missing: [2, "{template}: the parameter {parameter} ({label}) is missing", "Give it: {help}"],
  unknownParameter: [3, "{template} has no parameter {parameter}", "Leave it out, or use one of: {known}"],
  outOfRange: [4, "{template}: {where} is {value}, which is not {range}", "Give a value of that range, in {unit}"],
  wrongKind: [5, "{template}: {where} is {value}, which is not {expected}", "Give {wanted}"],
  noUnit: [
    6,
    "{template}: {where} has no unit",
    "Write the UCUM code of what the tag sends, such as Cel, bar, 1/min, mm/s; 1 for a plain number",
  ],
  badUnit: [7, "{template}: {where} has the unit {unit}: {reason}", "Write the UCUM code of what the tag sends"],
  unknownChannel: [
    8,
    "{template}: {where} names the channel {channel}, which the {machine} has not",
    "Use one of: {known}; or leave the row out",
  ],
  twice: [9, "{template}: {where} names the channel {channel} a second time", "Keep one row for each channel"],
  noTag: [
    10,
    "{template}: {where} has no tag",
    "Write where the value comes from, in every row; or, with MQTT, in none of them, where the messages name the values as the channels",
  ],
  limitsCrossed: [
    11,
    "{template}: in {where} {lower} ({low}) is not below {upper} ({high})",
    "Order the limits: alarm below, warning below, warning above, alarm above",
  ],
  boundsCrossed: [
    12,
    "{template}: {where}: {lower} ({low}) is not below {upper} ({high})",
    "Give lowerBound below upperBound, and baseline from the one to the other",
  ],
  noSuchReference: [
    13,
    "{template}: {where} names {value}, which is no channel of the tags",
    "Use one of the channels of the table: {known}",
  ],
  noWearSpan: [
    14,
    "{template}: {where} is {value}, as is the value as new",
    "Give the value at which the machine is worn out: above or below that of a machine as new",
  ],
  assetTaken: [
    15,
    "{asset} is in the flow already: {node} on the tab {tab}",
    "Choose another asset; or --replace what templates have made for it. What was wired by hand is taken out in the editor",
  ],
  badFile: [
    16,
    "The file {file} can't be read as a table: {reason}",
    "Give a CSV file with the names of the columns in its first line, separated by commas or semicolons; a cell that holds such a sign stands in quotes",
  ],
  alsoWear: [
    17,
    "{template}: {where} names {value}, which shows the wear",
    "Name another channel, or leave it empty: what shows the wear can't say how hard the machine works",
  ],
  otherUnit: [
    19,
    "{template}: {where} has the unit {unit}, which can't become the {own} of its channel",
    "Correct the unit, or name another channel",
  ],
  unitOfNamed: [
    20,
    "{template}: {where} has the unit {unit}, but a value that its message names as the channel is taken in {own}",
    "Write {own}; or name topic and JSON pointer of the value, which converts it",
  ],
  unknownColumn: [
    21,
    "{template}: there is no {where}",
    "Name the columns {known}. A tag list as it is becomes such a table by: twinloom scaffold TAGS.csv --out FILE",
  ],
  unknownLoad: [
    22,
    "{template}: {where} is {load}, which is no load of this machine",
    "Use one of: {known}; or leave it empty",
  ],
  notThere: [
    23,
    "{asset}: {parameter} names {value}, which is no {type} of the flow",
    "Leave it out, or use one of: {known}",
  ],
  reservedChannel: [
    18,
    "{template}: {where} names the channel {channel}, which here is kept for the wear or the load in %",
    "Give the row another name, or name it as what shows the wear (wearIndicator) or the load (load)",
  ],
});
