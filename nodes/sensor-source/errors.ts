import { defineErrors } from "../../models/errors/define-errors.ts";

export const sourceErrors = defineErrors("SOURCE", {
  unknownChannel: [
    1,
    "Row {row} of the tags: {type} has no channel {channel}",
    "Choose one of {known}, or add the channel to the asset type",
  ],
  duplicateTag: [
    2,
    "Rows {first} and {row} of the tags map to the same channel {channel} of {asset}",
    "Remove one of them",
  ],
  unitMismatch: [3, "Row {row} of the tags, {tag}: {reason}", "Set the unit that the source really sends"],
  missingAddress: [
    4,
    "Row {row} of the tags, {channel}: {column} is missing or not valid",
    "Open the node and fill it in",
  ],
  noTags: [5, "{protocol} needs at least one row in the tags", "Open the node and map a tag to a channel"],
  badSetting: [6, "Setting {field} is not usable: {reason}", "Open the node, correct it and deploy"],
  unknownTag: [10, "The server has no tag {tag}: {reason}", "Correct the tag; the other tags go on"],
  unmappedTag: [11, "{tag} is not mapped to a channel", "Add a row to the tags, or stop sending it"],
  wrongType: [12, "{tag} sent {found} where a number belongs", "Correct the tag, the pointer or its data type"],
  notANumber: [
    13,
    "{tag} sent {found}, which is not a finite number",
    "Look at the sensor or the device that computes it",
  ],
  notPlausible: [
    14,
    "{tag} sent {value} {unit}, outside of what is possible ({min} to {max})",
    "Look at the sensor, its unit and its scale; the sample is kept as bad",
  ],
  missingTime: [
    15,
    "{tag} came without a source time",
    "Let the source send one, or allow the receive time in the node",
  ],
  tooOld: [16, "{tag} has the time {time}, before 1990", "Set the device's clock, or choose the unit its time is in"],
  future: [17, "{tag} has the time {time}, ahead of this machine's clock", "Set the device's clock, or this machine's"],
  duplicate: [18, "{tag} sent the time {time} a second time", "Find what sends it twice"],
  late: [
    19,
    "{tag} has the time {time}, older than its last sample",
    "It is history and was kept if a store is set; send samples in order, and after a clock was set back deploy the node again",
  ],
  badStatus: [20, "{tag} has no value: {status}", "Look at the device that serves it"],
  noAsset: [
    21,
    "{tag} does not say which asset it belongs to",
    "Set the asset in the node, or send one with each reading",
  ],
  tooManyAssets: [
    22,
    "{asset} is more than the {limit} assets that one source keeps",
    "Correct what names the asset, or use a second source",
  ],
  badTime: [23, "{tag} has the time {time}, which is no time", "Send epoch numbers or ISO 8601 texts"],
  unreadable: [30, "The message of {tag} can't be read: {reason}", "Send one of the shapes in this node's help"],
  unexpectedInput: [
    31,
    "A source for {protocol} takes no data on its input",
    "Choose From the wire as the protocol, or remove the wire",
  ],
  badWaveform: [
    32,
    "The waveform of {tag} can't be used: {reason}",
    "Send startTime, sampleRateHz, unit and base64 float32 samples",
  ],
  badTelemetry: [33, "The telemetry message can't be used: {reason}", "Send twinloom/telemetry@1"],
  serverAway: [
    40,
    "{server} can't be reached: {reason}",
    "Start it or correct its address; the node tries again by itself",
  ],
  refused: [41, "{server} refused: {reason}", "Check user, password, security policy and certificates"],
  readFailed: [42, "Reading {what} failed: {reason}", "Check the address and the device; the other tags go on"],
  subscriptionLost: [43, "{server} dropped the subscription", "Nothing to do: it was made again"],
  fileUnreadable: [44, "{file} can't be read: {reason}", "Check the path and the rights of the file"],
  badRow: [45, "Line {line} of {file}: {reason}", "Correct the line; the others were replayed"],
  storeAway: [
    50,
    "The store did not take {samples} samples: {reason}",
    "They are kept and tried again; look at the store node",
  ],
  storeBufferFull: [
    51,
    "{samples} samples were dropped unwritten, the store has been away too long",
    "Mend the store, or raise the buffer of this node",
  ],
  storeRefused: [
    52,
    "The store refuses a sample for good: {reason}",
    "Correct what names or sends it; the other samples were stored",
  ],
  waveformsUntaken: [
    53,
    "More than {most} waveforms wait in the store and nobody takes them; the oldest, of {asset}, was dropped",
    "Set the same store at the feature extractor, or none here",
  ],
  certificateUntrusted: [
    60,
    "{server} shows a certificate that is not trusted: {name}, thumbprint {thumbprint}",
    "Compare the thumbprint with the one at the server, then run: twinloom certificates trust {thumbprint}",
  ],
  certificateExpired: [
    61,
    "The certificate of {server}, {name}, is valid from {from} to {to} only",
    "Give the server a new certificate, or set this machine's clock",
  ],
  certificateUnusable: [
    62,
    "The certificate of {server}, {name}, can't be used: {reason}",
    "Give the server a certificate that is right; see: twinloom certificates list",
  ],
  clientUntrusted: [
    63,
    "{server} refused this client's certificate, thumbprint {thumbprint}: {reason}",
    "Trust it at the server; it is in {file}",
  ],
  securityNotOffered: [
    64,
    "{server} does not offer {mode} with {policy}; it offers {offered}",
    "Choose one of those in the node, or turn it on at the server",
  ],
  userCertificate: [
    65,
    "The user certificate can't be used: {reason}",
    "Set the files of certificate and key in PEM form, and the password of the key",
  ],
  deadbandRefused: [
    66,
    "The server refuses the deadband of {tag}: {reason}",
    "Set it to 0, or choose the other kind; in percent it needs a range (EURange) at the server",
  ],
  noElement: [67, "{tag} has no element {element}", "Set one that its array has, or none where it is no array"],
  unknownState: [68, "{tag} is in the state {found}, which has no number", "Add the state to the row of the tag"],
  backfillFailed: [
    69,
    "What was missed can't be read from the history of {server}: {reason}",
    "Look at the server's history; what comes from now on is not touched",
  ],
  badContext: [
    76,
    "A context can't be used: {reason}",
    "Send { context: { asset, product, batch, … }, time } with texts or numbers",
  ],
  contextNotKept: [
    77,
    "A context can't be kept in the store: {reason}",
    "Look at the store's status and send it again",
  ],
  sensorsNotKept: [
    75,
    "What is known of the sensors can't be kept in the store: {reason}",
    "Look at the store's status; after a restart drift is looked for anew",
  ],
  pollsLeftOut: [
    80,
    "{device} takes longer to answer than the {everyMs} ms between polls: {polls} were left out",
    "Poll less often, or read fewer registers",
  ],
  roundedInteger: [
    81,
    "{tag} sent {value}, a 64-bit integer beyond 2^53 that is rounded here",
    "Check its word order; if it is right, read a smaller counter. The sample is kept as uncertain",
  ],
  browseFailed: [
    70,
    "{server} does not let {node} be browsed: {reason}",
    "Close and open the folder again; look at the rights of the user at the server",
  ],
});
