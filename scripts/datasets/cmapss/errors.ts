import { defineErrors } from "../../../models/errors/define-errors.ts";

/** What can be wrong with files of the C-MAPSS format. */
export const cmapssErrors = defineErrors("CMAPSS", {
  missingFile: [
    1,
    "{file} is missing, also as .gz",
    "Give a folder that holds train_FD00x.txt, test_FD00x.txt and RUL_FD00x.txt (.gz or not); `twinloom data get cmapss` fetches the public set",
  ],
  unreadable: [2, "{file} can't be read: {reason}", "Fetch or copy the file again"],
  columns: [3, "{file}:{line} has {found} columns instead of 26", "Give unit, cycle, 3 settings and 21 sensors a line"],
  truncated: [4, "{file}:{line}, the last line, is cut off after {found} columns", "Fetch or copy the file again"],
  notNumber: [5, '{file}:{line}: {column} is "{found}", which is no number', "Correct the line or leave it out"],
  disorder: [
    6,
    "{file}:{line}: cycle {found} of engine {engine} where cycle {expected} was expected",
    "Give the cycles of each engine together, from 1 on, none left out",
  ],
  noEngine: [7, "{file} holds no engine", "Fetch or copy the file again"],
  badRul: [8, '{file}:{line}: "{found}" is no remaining life', "Give one whole number of cycles, 0 or more, a line"],
  rulCount: [
    9,
    "{file} has {found} remaining lives for the {engines} engines of {test}",
    "Give one line for each engine, in the order of the engines",
  ],
  tooFewEngines: [
    10,
    "{file} holds {found} engines; {wanted} are needed",
    "Give more whole lives: intervals are calibrated on engines that were left out",
  ],
  otherModel: [
    12,
    "The model of {file} is not one of turbofan engines: {reason}",
    "Give a folder that `twinloom train cmapss` wrote",
  ],
  tooManyRegimes: [
    11,
    "The settings of {file} don't gather in up to {most} operating conditions, or fewer than {factors} sensors vary",
    "Give data of engines that run at a few fixed conditions",
  ],
});
