import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { TwinError } from "../../models/errors/twin-error.ts";
import { startErrors } from "./errors.ts";

export interface TlsFiles {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/**
 * Files in PEM form named by TWINLOOM_TLS_KEY and TWINLOOM_TLS_CERT; undefined where neither is. Who names one has asked for TLS and must
 * not be served in plain text.
 *
 * @throws TwinError TWIN-START-007, -008
 */
export const tlsFiles = (env: Readonly<Record<string, string | undefined>> = process.env): TlsFiles | undefined => {
  const [keyFile, certFile] = [env["TWINLOOM_TLS_KEY"], env["TWINLOOM_TLS_CERT"]];
  if (!keyFile && !certFile) return undefined;
  if (!keyFile || !certFile) {
    const missing = keyFile ? "TWINLOOM_TLS_CERT" : "TWINLOOM_TLS_KEY";
    throw new TwinError(startErrors.tlsHalf, { missing });
  }
  try {
    const files = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
    createSecureContext(files);
    return files;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(startErrors.badTls, { key: keyFile, cert: certFile, reason }, cause);
  }
};
