import { defineErrors } from "../errors/define-errors.ts";

export const releaseErrors = defineErrors("RELEASE", {
  damaged: [
    1,
    "{file} is not the release that was made: {reason}",
    "Copy it again from where it was made; nothing of it was used",
  ],
  unknownSigner: [
    2,
    "{file} is signed by {signer}, which this home folder does not trust",
    "If you know that key: twinloom install {file} --trust KEY.pub",
  ],
  newerFormat: [
    3,
    "{file} was made by a newer Twinloom (format {saved}, this one reads {known})",
    "Update Twinloom on this machine first",
  ],
  doesNotFit: [4, "{name} can't run on this machine:{reasons}", "Put that right, then install it again"],
  noRoom: [5, "{name} needs {needed} MB, and {folder} has {free} MB", "Free space, then install it again"],
  noKey: [6, "There is no key to sign with at {file}", "Make one with: twinloom release key, or name one with --key"],
  badKey: [
    7,
    "The key {file} can't be used: {reason}",
    "Give an Ed25519 key in PEM form: the private one to sign, the public one to trust",
  ],
  keyExists: [8, "{file} is there already", "Releases of that key would no longer be trusted: name another file"],
  notReleasable: [9, "This flow can't be released:{reasons}", "Correct it, then make the release again"],
  noPrevious: [10, "There is nothing to go back to in {home}", "See what was deployed with: twinloom revisions list"],
  wentBack: [
    11,
    "{name} did not start here: {back} runs again",
    "See the lines before this one in the log, and correct the release",
  ],
  stateDamaged: [
    12,
    "The list of releases {file} can't be read: {reason}",
    "Install the release again; the flow that runs goes on",
  ],
  openToAll: [13, "Others may read the key {file} (mode {mode})", "Run: chmod 600 {file}"],
  badSetting: [14, "--env {setting} can't be carried: {reason}", "Set it on the machine instead"],
  noBill: [
    15,
    "The list of what Twinloom is made of ({file}) can't be read: {reason}",
    "Build or install Twinloom again",
  ],
});
