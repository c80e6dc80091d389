import { defineErrors } from "../../models/errors/define-errors.ts";

export const recordingErrors = defineErrors("RECORDING", {
  unreadable: [
    1,
    "The recording {file} can't be read: {reason}",
    "Give a file that twinloom history record has written",
  ],
  notOne: [2, "{file} is no recording of Twinloom", "Give a file that twinloom history record has written"],
  newer: [3, "The recording {file} has version {version}, and this Twinloom reads {known}", "Update Twinloom"],
  damaged: [
    4,
    "The recording {file} is damaged at byte {at}: {reason}",
    "Record it again; what is before is from {first} to {last}",
  ],
  badUnit: [
    5,
    "The recording {file} has {channel} of {asset} in {found}, and the flow's asset type in {expected}: {reason}",
    "Give the flow an asset type with a unit that fits, or record the channel again in one",
  ],
});
