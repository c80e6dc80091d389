import { readFileSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { scaffoldErrors } from "../../models/scaffold/errors.ts";

/**
 * A text file as people's tools write it: UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, else Windows-1252.
 *
 * @throws TwinError TWIN-SCAFFOLD-009
 */
export const readText = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
    return decode(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(scaffoldErrors.unreadable, { where: file, reason }, cause);
  }
};

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
};
