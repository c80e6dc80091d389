import { defineErrors } from "../../../models/errors/define-errors.ts";

/** What can be wrong with a labelled history, in a store or as files. */
export const livesErrors = defineErrors("LIVES", {
  unknownType: [
    1,
    "There is no asset type {assetType}",
    "Give the id of a shipped type ({known}), or the JSON file of one of your own",
  ],
  unknownComponent: [2, "{assetType} has no component {component}", "Give one of {known}"],
  noFeatures: [
    3,
    "{file} holds no features of the lives that ended, the last of {asset}",
    "Give the store that the twin state node writes to, of driver embedded: an InfluxDB keeps its features itself",
  ],
  missingFile: [4, "{file} can't be read: {reason}", "Give a folder that `twinloom history export` wrote"],
  columns: [5, "{file}:{line}: {reason}", "Export the history again, or correct the line"],
  notNumber: [6, '{file}:{line}: {column} is "{found}"', "Export the history again, or correct the line"],
  tooFewLives: [
    7,
    "{where} holds {found} lives that ended in a confirmed failure; {wanted} are needed",
    "Close work orders with what was found; with few failures of a shipped type, `twinloom retrain` adds them to the original data",
  ],
  otherModel: [
    8,
    "The model of {folder} is not one of this history: {reason}",
    "Give a model of the same asset type and component, by `twinloom train history` or from the registry",
  ],
});
