import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { femtoErrors } from "./errors.ts";

const unpack = promisify(gunzip);

/** Content of a file, unpacked if its name ends with .gz. @throws TwinError TWIN-FEMTO-002 */
export const readBytes = async (file: string): Promise<Buffer> => {
  try {
    const bytes = await readFile(file);
    return file.endsWith(".gz") ? await unpack(bytes) : bytes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(femtoErrors.unreadable, { file, reason }, cause);
  }
};
