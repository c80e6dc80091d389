import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";
import { releasesFolder } from "./release-state.ts";

/** By its id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** Where the key lies that the releases of a home folder are signed with, unless another is named. */
export const defaultKey = (home: string): string => join(home, "release-key.pem");

/**
 * Makes an Ed25519 key pair (RFC 8032): `file` for its owner alone, `file.pub` for whoever is to trust it.
 *
 * @returns its id
 * @throws TwinError TWIN-RELEASE-008
 */
export const makeKey = (file: string): string => {
  if (existsSync(file)) throw new TwinError(releaseErrors.keyExists, { file });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  writeFileSync(`${file}.pub`, publicKey.export({ type: "spki", format: "pem" }), { mode: 0o644 });
  return keyId(publicKey);
};

/** Begins the SHA-256 of the public key (SubjectPublicKeyInfo, DER). */
export const keyId = (key: KeyObject): string =>
  createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

/** @throws TwinError TWIN-RELEASE-006, -007, -013 */
export const readSigningKey = (file: string): KeyObject => {
  if (!existsSync(file)) throw new TwinError(releaseErrors.noKey, { file });
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new TwinError(releaseErrors.openToAll, { file, mode: mode.toString(8) });
  }
  return ed25519(file, createPrivateKey);
};

/** @throws TwinError TWIN-RELEASE-006, -007 */
export const readPublicKey = (file: string): KeyObject => {
  if (!existsSync(file)) throw new TwinError(releaseErrors.noKey, { file });
  return ed25519(file, createPublicKey);
};

const trustedFolder = (home: string): string => join(releasesFolder(home), "trusted");

/** The keys whose releases a home folder takes. */
export const trustedKeys = (home: string): TrustedKeys => {
  const folder = trustedFolder(home);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".pub")) : [];
  const keys = names.map((name) => readPublicKey(join(folder, name)));
  return new Map(keys.map((key) => [keyId(key), key]));
};

export const trust = (home: string, key: KeyObject): void =>
  atomicWrite(join(trustedFolder(home), `${keyId(key)}.pub`), String(key.export({ type: "spki", format: "pem" })));

const ed25519 = (file: string, read: (pem: Buffer) => KeyObject): KeyObject => {
  let reason: string;
  try {
    const key = read(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
    reason = `it is of the kind ${key.asymmetricKeyType}`;
  } catch (thrown) {
    reason = thrown instanceof Error ? thrown.message : String(thrown);
  }
  throw new TwinError(releaseErrors.badKey, { file, reason });
};
