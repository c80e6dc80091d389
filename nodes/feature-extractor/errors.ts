import { defineErrors } from "../../models/errors/define-errors.ts";

export const featureErrors = defineErrors("FEATURES", {
  hopNotDivisor: [
    1,
    "A hop of {hopMinutes} min does not divide the window of {windowMinutes} min into 1 to {most} equal parts",
    "Choose a hop that fits into the window a whole number of times, or 0",
  ],
  lateSamples: [
    2,
    "{count} samples of {asset} arrived after their window was closed and were left out",
    "Raise the allowed lateness, or find out why the source is late",
  ],
  unknownChannel: [
    3,
    "{asset} sends the channel {channel}, which the asset type {type} does not have as {kind}",
    "Add it to the asset type, or take the tag out of the source",
  ],
  unitMismatch: [
    4,
    "{asset} sends {channel} in {found}, the asset type has it in {expected}",
    "Set the unit at the source, which converts",
  ],
  badWaveform: [
    5,
    "A waveform of {asset} on {channel} was left out: {reason}",
    "Check the sensor and the source of the waveform",
  ],
  tooManyAssets: [
    6,
    "{asset} would be asset number {count}; {most} are the most for one node",
    "Use a node for each part of the plant, or check what names the assets",
  ],
  badTime: [7, "{count} samples of {asset} have no valid time and were left out", "Mend the time stamps at the source"],
  sharedWaveform: [
    8,
    "The asset type {type} has more than one bearing on the waveform {channel}",
    "Give each bearing a waveform channel of its own",
  ],
  notStored: [
    9,
    "The features of a waveform of {asset} are not in the store yet: {reason}",
    "Look at the store node; the waveform waits in the store and is tried again every minute",
  ],
});
