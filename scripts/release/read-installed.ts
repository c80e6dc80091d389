import { createHash, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { isReleaseManifest, type ReleaseManifest } from "../../models/release/manifest.ts";
import { trustedKeys } from "./keys.ts";
import { MANIFEST, SIGNATURE } from "./release-parts.ts";
import { releaseFolder } from "./release-state.ts";

/**
 * The manifest of an installed release, once its signature and each of its files have been checked again.
 *
 * @throws TwinError TWIN-RELEASE-001, -002
 */
export const readInstalled = (home: string, id: string): ReleaseManifest => {
  const folder = releaseFolder(home, id);
  const damaged = (reason: string, cause?: unknown): TwinError =>
    new TwinError(releaseErrors.damaged, { file: folder, reason }, cause);
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (cause) {
      throw damaged(`${name} is missing`, cause);
    }
  };
  const bytes = read(MANIFEST);
  if (sha256(bytes).slice(0, 12) !== id) throw damaged(`${MANIFEST} was changed`);
  const manifest: unknown = JSON.parse(bytes.toString("utf8"));
  if (!isReleaseManifest(manifest)) throw damaged("its manifest is incomplete");
  const signer = trustedKeys(home).get(manifest.signer);
  if (!signer) throw new TwinError(releaseErrors.unknownSigner, { file: folder, signer: manifest.signer });
  if (!verify(null, bytes, signer, read(SIGNATURE))) throw damaged("its signature does not fit");
  for (const [name, part] of Object.entries(manifest.parts)) {
    if (sha256(read(name)) !== part.sha256) throw damaged(`${name} was changed`);
  }
  return manifest;
};

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
