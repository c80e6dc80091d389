import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { certificateErrors } from "./errors.ts";
import { describeCertificate, type KnownCertificate, listCertificates, readCertificate, STORES } from "./pki.ts";

/**
 * The certificate whose thumbprint begins so.
 *
 * @throws TwinError TWIN-CERT-001 if there is none, -002 if there are several
 */
export const findCertificate = (pki: string, beginning: string, nowMs: number): KnownCertificate => {
  const wanted = beginning.trim().toLowerCase().replaceAll(":", "");
  const found = wanted ? listCertificates(pki, nowMs).filter(({ thumbprint }) => thumbprint.startsWith(wanted)) : [];
  const [first] = found;
  if (!first) throw new TwinError(certificateErrors.unknown, { thumbprint: beginning || "(none)", folder: pki });
  const all = new Set(found.map(({ thumbprint }) => thumbprint));
  if (all.size > 1)
    throw new TwinError(certificateErrors.ambiguous, { thumbprint: beginning, found: [...all].join(", ") });
  return first;
};

/**
 * Puts a certificate on the trust list: one that was rejected, by its thumbprint, or one from a file.
 *
 * @returns where it is now
 * @throws TwinError TWIN-CERT-001, -002, -004, and -003 for a file without a certificate
 */
export const trustCertificate = (pki: string, which: string, nowMs: number): KnownCertificate => {
  if (!existsSync(which)) return move(pki, findCertificate(pki, which, nowMs), "trusted");
  const file = resolve(which);
  try {
    const certificate = readCertificate(file);
    const known = describeCertificate(certificate, "trusted", file, nowMs);
    const held = listCertificates(pki, nowMs).find(({ thumbprint }) => thumbprint === known.thumbprint);
    if (held) return move(pki, held, "trusted");
    const target = join(pki, STORES.trusted, `${known.thumbprint}.${basename(file).split(".").at(-1)}`);
    mkdirSync(join(pki, STORES.trusted), { recursive: true });
    copyFileSync(file, target);
    return { ...known, file: target };
  } catch (cause) {
    if (cause instanceof TwinError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(certificateErrors.unreadable, { file, reason }, cause);
  }
};

/** Takes a certificate off the trust list: the next connection to its server is refused. @throws as `trustCertificate` */
export const rejectCertificate = (pki: string, which: string, nowMs: number): KnownCertificate =>
  move(pki, findCertificate(pki, which, nowMs), "rejected");

const move = (pki: string, known: KnownCertificate, store: "trusted" | "rejected"): KnownCertificate => {
  if (known.store === "own") throw new TwinError(certificateErrors.ownCertificate, { thumbprint: known.thumbprint });
  if (known.store === store) return known;
  mkdirSync(join(pki, STORES[store]), { recursive: true });
  const file = join(pki, STORES[store], basename(known.file));
  renameSync(known.file, file);
  return { ...known, store, file };
};
