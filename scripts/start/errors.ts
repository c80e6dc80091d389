import { defineErrors } from "../../models/errors/define-errors.ts";

export const startErrors = defineErrors("START", {
  portTaken: [1, "Port {port} for the {what} is taken", "Stop what listens there, or choose another with {option}"],
  badPort: [2, "{option} is {value}, which is no port", "Give a whole number from 1 to 65535"],
  ended: [3, "The {what} ended with exit code {code}", "See its last lines above"],
  noPlant: [
    4,
    "The demo plant is not part of an installed package",
    "Clone the project for it, or start with --no-plant",
  ],
  badHome: [5, "The home folder {home} can't be used: {reason}", "Make it yours, or choose another with --home"],
  cannotListen: [
    6,
    "The {what} can't listen on {host} port {port}: {reason}",
    "Choose another with {option} or --host",
  ],
  tlsHalf: [
    7,
    "{missing} is not set, so that TLS was asked for and can't be served",
    "Set both TWINLOOM_TLS_KEY and TWINLOOM_TLS_CERT, or neither",
  ],
  badTls: [
    8,
    "The TLS files {key} and {cert} can't be used: {reason}",
    "Give both in PEM form, readable for this user, that belong together",
  ],
  homeBusy: [
    9,
    "Another Twinloom runs on the home folder {home}",
    "Stop that one, or give this one a folder of its own with --home: two would raise every work order twice",
  ],
});
