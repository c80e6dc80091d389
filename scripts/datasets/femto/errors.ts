import { defineErrors } from "../../../models/errors/define-errors.ts";

/** What can be wrong with recordings of the FEMTO-ST PRONOSTIA form. */
export const femtoErrors = defineErrors("FEMTO", {
  noBearing: [
    1,
    "{folder} holds no bearing",
    "Give a folder with BearingX_Y.json and BearingX_Y.i16.gz, or with the folders BearingX_Y of acc_00001.csv as they were published",
  ],
  unreadable: [2, "{file} can't be read: {reason}", "Fetch or copy the file again"],
  badIndex: [3, "{file}: {field} {reason}", "Correct the description of the recording, or fetch it again"],
  wrongSize: [4, "{file} holds {found} bytes where its index says {expected}", "Fetch or copy the file again"],
  columns: [
    5,
    "{file}:{line} has {found} columns instead of 6",
    "Give hour, minute, second, microsecond and two accelerations a line; fetch the file again if it is cut off",
  ],
  notNumber: [6, '{file}:{line}: the acceleration "{found}" is no number', "Fetch or copy the file again"],
  wrongLength: [
    7,
    "{file} has {found} samples where the bearing's other snapshots have {expected}",
    "Fetch or copy the file again: it is cut off, or it is of another recording",
  ],
  tooFewBearings: [
    8,
    "{folder} holds {found} bearings; {wanted} are needed",
    "Give more whole lives: each is forecast by a model that has not seen it",
  ],
  tooShort: [
    9,
    "{bearing} was recorded for {hours} h, which is no longer than the {needed} h in which a bearing shows what is usual for it",
    "Leave this bearing out",
  ],
  otherChannels: [
    10,
    "{bearing} was measured in {found} where {channels} are expected",
    "Give bearings that were measured alike, and a model of such ones",
  ],
  otherModel: [
    11,
    "{file} is no model of bearings by age and onset: {reason}",
    "Give the folder that `twinloom train femto` wrote",
  ],
});
