import { readFileSync } from "node:fs";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { SourceConfig } from "../schema.ts";

export interface Certificates {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/**
 * The certificates that the settings name, read anew at each connection: they are renewed while a plant runs.
 *
 * @throws TwinError TWIN-SOURCE-006 for an address without encryption or half a pair, -044 for a file that can't be read
 */
export const readCertificates = (config: SourceConfig): Certificates => {
  if (!config.mqttCertificates) return {};
  const { mqttUrl, mqttCaFile, mqttCertFile, mqttKeyFile } = config;
  const wrong = (field: string, reason: string) => new TwinError(sourceErrors.badSetting, { field, reason });
  if (!/^(mqtts|wss|ssl):/.test(mqttUrl)) throw wrong("mqttUrl", "certificates need an address like mqtts://host:8883");
  if ((mqttCertFile === "") !== (mqttKeyFile === "")) {
    throw wrong(mqttCertFile ? "mqttKeyFile" : "mqttCertFile", "certificate and key belong together");
  }
  return {
    ...(mqttCaFile ? { ca: read(mqttCaFile) } : {}),
    ...(mqttCertFile ? { cert: read(mqttCertFile), key: read(mqttKeyFile) } : {}),
  };
};

const read = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new TwinError(sourceErrors.fileUnreadable, { file, reason }, thrown);
  }
};

/** Whether Node.js refused the server's certificate, or the server ours: codes of OpenSSL (X509_V_ERR_*) and of TLS alerts. */
export const isCertificateError = (code: unknown): boolean =>
  typeof code === "string" && /CERT|SIGNATURE|_SSL_|_TLS_|EPROTO/.test(code);
