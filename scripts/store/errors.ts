import { defineErrors } from "../../models/errors/define-errors.ts";

export const moveErrors = defineErrors("MOVE", {
  targetExists: [1, "{file} is there already", "Name another file, or remove this one"],
  notSound: [2, "The copy {file} is not sound: {reason}", "Check the disk that it is on, and the store's own file"],
  badLine: [
    3,
    "Line {line} of {file} is no line protocol: {reason}",
    "Correct it and import the file again: what has been imported is only written again",
  ],
  badDocument: [4, "Line {line} of {file} is no document: {reason}", "Export the documents again"],
  cannotRead: [5, "{file} can't be read: {reason}", "Check the name and the rights of the file"],
  badCredentials: [
    6,
    "The credentials in {file} can't be read: {reason}",
    "Start Twinloom, enter the store's password or token again and deploy",
  ],
  severalStores: [7, "The flow in {home} has several twin stores: {names}", "Name a store's file: --store FILE"],
});
