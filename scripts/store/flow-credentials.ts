import { createDecipheriv, createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { readOrMakeSecret } from "../security/secret.ts";
import { moveErrors } from "./errors.ts";

type Credentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The credentials of all nodes of a home folder's flow, by node id; empty where none were entered. Node-RED keeps them encrypted
 * with AES-256-CTR: 16 bytes of initial counter in hex, then base64 (`@node-red/runtime/lib/nodes/credentials.js`).
 *
 * @throws TwinError TWIN-MOVE-006, TWIN-SEC-004 and -005
 */
export const flowCredentials = (home: string): Credentials => {
  const file = join(home, "flows_cred.json");
  if (!existsSync(file)) return {};
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof kept !== "object" || kept === null) throw new Error("it holds no object");
    if (!("$" in kept) || typeof kept.$ !== "string") return kept as Credentials;
    const key = createHash("sha256")
      .update(readOrMakeSecret(join(home, "credential-secret")))
      .digest();
    const decipher = createDecipheriv("aes-256-ctr", key, Buffer.from(kept.$.slice(0, 32), "hex"));
    return JSON.parse(decipher.update(kept.$.slice(32), "base64", "utf8") + decipher.final("utf8"));
  } catch (cause) {
    if (cause instanceof TwinError) throw cause;
    const reason = cause instanceof SyntaxError ? "they were encrypted with another secret" : String(cause);
    throw new TwinError(moveErrors.badCredentials, { file, reason }, cause);
  }
};
