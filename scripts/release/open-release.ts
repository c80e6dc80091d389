import { createHash, type KeyObject, verify } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { isReleaseManifest, RELEASE_FORMAT, type ReleaseManifest } from "../../models/release/manifest.ts";
import type { TrustedKeys } from "./keys.ts";
import { type ArchiveReader, readArchive } from "./read-archive.ts";
import { MANIFEST, SIGNATURE, SIGNATURE_BYTES } from "./release-parts.ts";
import { writeAll } from "./write-archive.ts";

const MOST_MANIFEST_BYTES = 16e6;

export interface OpenRelease {
  /** Begins the SHA-256 of its manifest, and so of all of it. */
  readonly id: string;
  readonly manifest: ReleaseManifest;
  readonly manifestBytes: Buffer;
  readonly signature: Buffer;
  readonly signer: KeyObject;
  /** Bytes of all its files. */
  readonly bytes: number;
  /**
   * Reads the rest and holds each file against its hash; writes them, flushed, where a folder is given.
   *
   * @throws TwinError TWIN-RELEASE-001
   */
  check(folder?: string): void;
  close(): void;
}

/**
 * Opens a release whose signature is that of a trusted key. Nothing of it is looked at before that.
 *
 * @throws TwinError TWIN-RELEASE-001 to -003
 */
export const openRelease = (file: string, trusted: TrustedKeys): OpenRelease => {
  const archive = whole(file, () => readArchive(file));
  try {
    return whole(file, () => begin(file, archive, trusted));
  } catch (error) {
    archive.close();
    throw error;
  }
};

const begin = (file: string, archive: ArchiveReader, trusted: TrustedKeys): OpenRelease => {
  const manifestBytes = archive.small(MANIFEST, MOST_MANIFEST_BYTES);
  const signature = archive.small(SIGNATURE, SIGNATURE_BYTES);
  const signer = [...trusted.values()].find((key) => verify(null, manifestBytes, key, signature));
  if (!signer) throw refusal(file, manifestBytes, trusted);
  const manifest = readManifest(file, manifestBytes);
  const bytes = Object.values(manifest.parts).reduce((sum, part) => sum + part.bytes, manifestBytes.length);
  return {
    id: createHash("sha256").update(manifestBytes).digest("hex").slice(0, 12),
    ...{ manifest, manifestBytes, signature, signer, bytes },
    check: (folder) =>
      whole(file, () => {
        if (folder) {
          writePart(folder, MANIFEST, (take) => take(manifestBytes));
          writePart(folder, SIGNATURE, (take) => take(signature));
        }
        for (const [name, part] of Object.entries(manifest.parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
          const hash = createHash("sha256");
          const read = (take: (chunk: Uint8Array) => void): void =>
            archive.large(name, part.bytes, (chunk) => {
              hash.update(chunk);
              take(chunk);
            });
          if (folder) writePart(folder, name, read);
          else read(() => undefined);
          if (hash.digest("hex") !== part.sha256) throw new Error(`${name} was changed`);
        }
        archive.end();
      }),
    close: archive.close,
  };
};

const writePart = (folder: string, name: string, read: (take: (chunk: Uint8Array) => void) => void): void => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(file, "wx", 0o600);
  try {
    read((chunk) => writeAll(descriptor, chunk));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Bytes that no trusted key has signed say only who claims to have done it. */
const refusal = (file: string, bytes: Buffer, trusted: TrustedKeys): TwinError => {
  const { signer } = parsed(bytes);
  const claimed = /^[0-9a-f]{16}$/.test(String(signer)) ? String(signer) : "nobody";
  if (claimed === "nobody" || trusted.has(claimed)) {
    return new TwinError(releaseErrors.damaged, { file, reason: "its signature does not fit" });
  }
  return new TwinError(releaseErrors.unknownSigner, { file, signer: claimed });
};

const readManifest = (file: string, bytes: Buffer): ReleaseManifest => {
  const manifest = parsed(bytes);
  if (isReleaseManifest(manifest)) return manifest;
  const saved = Number(/^twinloom\/release@(\d+)$/.exec(String(manifest["schema"]))?.[1]);
  if (saved > RELEASE_FORMAT) throw new TwinError(releaseErrors.newerFormat, { file, saved, known: RELEASE_FORMAT });
  throw new Error("its manifest is incomplete");
};

const parsed = (bytes: Buffer): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(bytes.toString("utf8")));
  } catch {
    return {};
  }
};

const whole = <T>(file: string, action: () => T): T => {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof TwinError || isOfTheDisk(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(releaseErrors.damaged, { file, reason }, cause);
  }
};

/** A full disk and a missing file are no fault of the release. */
const isOfTheDisk = (error: unknown): boolean => error instanceof Error && "syscall" in error;
