import { defineErrors } from "../../models/errors/define-errors.ts";

export const storeErrors = defineErrors("STORE", {
  cannotOpen: [
    1,
    "The store file {file} cannot be opened: {reason}",
    "Check that Node-RED may write to its folder, or set another file",
  ],
  diskFull: [
    2,
    "There is no room for more data in {file}",
    "Free space on the disk or raise the size limit; storing goes on by itself, what was refused must be sent again",
  ],
  damaged: [
    3,
    "The store file {file} was damaged ({reason}); it is kept as {setAside}, and {documents} documents, {samples} samples and {waiting} points that wait for the server were recovered from it into a new one",
    "Check the disk and the power supply; remove {setAside} once nothing is missed",
  ],
  newerFile: [4, "{file} was written by a newer version ({saved}) than this one reads ({known})", "Update Twinloom"],
  foreignFile: [5, "{file} is the database of another program", "Set another file for the twin store"],
  invalidPoint: [
    6,
    "A point of {measurement} was refused: {reason}",
    "Correct what sends it; nothing of this write was kept",
  ],
  invalidTime: [
    7,
    "A point of {measurement} has the time {time}, which is before 1971, after 2261 or not a number",
    "Set the clock of its source, or give its time in milliseconds; nothing of this write was kept",
  ],
  notFinite: [
    8,
    "The field {field} of {measurement} is {value}, which cannot be stored",
    "Leave out readings that are not numbers; nothing of this write was kept",
  ],
  kindConflict: [
    9,
    "The field {field} of {measurement} holds {kept} values, and a {given} was written",
    "Give one field one type of value; nothing of this write was kept",
  ],
  invalidQuery: [10, "The query of {measurement} cannot be answered: {reason}", "Correct the query"],
  invalidDocument: [11, "The document {id} of {collection} was refused: {reason}", "Correct what keeps it"],
  closed: [12, "The store was closed before it took this", "Send it again after the deploy"],
  away: [
    13,
    "InfluxDB at {url} does not answer: {reason}",
    "Start the server or correct the address and the sign-in; what was written waits in {file} and is sent then",
  ],
  queryRefused: [14, "InfluxDB at {url} refused a query: {reason}", "Check the database and the rights of the user"],
  outboxFull: [
    15,
    "{waiting} points wait for InfluxDB and the outbox is full: {limit}",
    "Bring the server back, raise the limit, or let it overwrite the oldest",
  ],
  overwritten: [
    16,
    "The outbox was full: {points} of the oldest points that InfluxDB had not taken were dropped",
    "Bring the server back or raise the limit",
  ],
  quarantined: [
    17,
    "InfluxDB refused {points} points for good: {reason}",
    "Correct what sends them; they are kept as documents of the collection quarantine",
  ],
  ioFailed: [18, "The store file {file} failed: {reason}", "Check the disk and the rights on the file"],
  missingSetting: [19, "The setting {field} is needed for {driver}", "Open the twin store, fill it in and deploy"],
});
