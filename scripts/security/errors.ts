import { defineErrors } from "../../models/errors/define-errors.ts";

export const securityErrors = defineErrors("SEC", {
  badUsersFile: [
    1,
    "The users file {file} can't be read: {reason}",
    "Restore it from a backup, or remove it: the next start makes a new one",
  ],
  badUserName: [2, "{username} is not a user name", "Use letters, digits and . _ @ -, 64 at most"],
  unknownUser: [3, "There is no user {username}", "List them with: twinloom user list"],
  badSecretFile: [
    4,
    "The secret in {file} is shorter than 32 characters",
    "Restore it from a backup; credentials made with another one can't be read",
  ],
  openToAll: [5, "{file} can be read by others (mode {mode})", "Run: chmod 600 {file}"],
  userExists: [6, "There is a user {username} already", "Give a new password with: twinloom user password {username}"],
});
