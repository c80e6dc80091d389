import { defineErrors } from "../../models/errors/define-errors.ts";

export const dataErrors = defineErrors("DATA", {
  noNetwork: [
    1,
    "{url} can't be reached: {reason}",
    "Try again where there is a network, or fetch it by other means and give the file with --from",
  ],
  otherContent: [
    2,
    "{what} has the SHA-256 {found} instead of {expected}: it is damaged, or another edition",
    "Fetch it again; nothing was written",
  ],
  badArchive: [3, "The archive {file} can't be unpacked: {reason}", "Fetch it again; nothing was written"],
  noArchive: [4, "The archive {file} can't be read: {reason}", "Check the path and the rights on the file"],
});
