import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { securityErrors } from "./errors.ts";

/**
 * The secret that Node-RED encrypts credentials with and that sessions are signed with; made at the first start in a file
 * that only its owner can read.
 *
 * @throws TwinError TWIN-SEC-004, TWIN-SEC-005
 */
export const readOrMakeSecret = (file: string): string => {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new TwinError(securityErrors.openToAll, { file, mode: mode.toString(8) });
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new TwinError(securityErrors.badSecretFile, { file });
  return secret;
};
