import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { cmapssErrors } from "./errors.ts";

export interface TextFile {
  readonly file: string;
  readonly text: string;
  /** SHA-256 of the text as it is unpacked, hex: the same for a file and its .gz. */
  readonly sha256: string;
}

/**
 * A text file, plain or .gz, whichever of the two is there.
 *
 * @throws TwinError TWIN-CMAPSS-001 if neither is, -002 if it can't be read or unpacked
 */
export const readTextFile = async (path: string): Promise<TextFile> => {
  const file = [path, `${path}.gz`].find(existsSync);
  if (!file) throw new TwinError(cmapssErrors.missingFile, { file: path });
  try {
    const stored = await readFile(file);
    const bytes = file.endsWith(".gz") ? gunzipSync(stored) : stored;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { file, text: bytes.toString("latin1"), sha256 };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(cmapssErrors.unreadable, { file, reason }, cause);
  }
};
