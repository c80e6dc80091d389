import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Where a certificate of the user folder's `pki` lies. */
export const STORES = {
  own: "own/certs",
  trusted: "trusted/certs",
  issuer: "issuers/certs",
  rejected: "rejected",
} as const;
export type Store = keyof typeof STORES;

export interface KnownCertificate {
  readonly store: Store;
  readonly file: string;
  /** SHA-1 in hexadecimal digits, as OPC UA names a certificate (Part 4, 7.3). */
  readonly thumbprint: string;
  readonly sha256: string;
  readonly name: string;
  readonly subject: string;
  readonly issuer: string;
  /** Application URI and host names. */
  readonly names: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly expired: boolean;
}

/** @throws Error if the file holds no certificate in PEM or DER form */
export const readCertificate = (file: string): X509Certificate => new X509Certificate(readFileSync(file));

export const describeCertificate = (
  certificate: X509Certificate,
  store: Store,
  file: string,
  nowMs: number,
): KnownCertificate => {
  const hex = (fingerprint: string): string => fingerprint.replaceAll(":", "").toLowerCase();
  const oneLine = (name: string): string => name.replaceAll("\n", ", ");
  const { subject, issuer, validFrom, validTo, fingerprint, fingerprint256, subjectAltName } = certificate;
  return {
    ...{ store, file, thumbprint: hex(fingerprint), sha256: hex(fingerprint256) },
    ...{
      name: /^CN=(.*)$/m.exec(subject)?.[1] ?? oneLine(subject),
      subject: oneLine(subject),
      issuer: oneLine(issuer),
    },
    ...{ names: subjectAltName ?? "", validFrom: isoOf(validFrom), validTo: isoOf(validTo) },
    expired: nowMs > Date.parse(validTo) || nowMs < Date.parse(validFrom),
  };
};

/** All certificates of the folder, what is no certificate left out; empty where the folder is not there yet. */
export const listCertificates = (pki: string, nowMs: number): readonly KnownCertificate[] =>
  (Object.keys(STORES) as Store[]).flatMap((store) => {
    const folder = join(pki, STORES[store]);
    const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
    return files
      .filter((file) => statSync(file).size > 0 && statSync(file).isFile())
      .flatMap((file) => {
        try {
          return [describeCertificate(readCertificate(file), store, file, nowMs)];
        } catch {
          return [];
        }
      });
  });

const isoOf = (date: string): string => new Date(date).toISOString();
