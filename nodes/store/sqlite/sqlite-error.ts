import { TwinError } from "../../../models/errors/twin-error.ts";
import { storeErrors } from "../errors.ts";

/** Result codes of SQLite, https://www.sqlite.org/rescode.html; the low byte is the primary code. */
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;
/** A full disk met while the shared-memory file grows. */
const SQLITE_IOERR_SHMSIZE = 4874;

const resultCode = (thrown: unknown): number =>
  thrown instanceof Error && "errcode" in thrown && typeof thrown.errcode === "number" ? thrown.errcode : 0;

export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** True if the file itself is broken, so that asking again cannot help. */
export const isDamage = (thrown: unknown): boolean => {
  const primary = resultCode(thrown) & 0xff;
  return primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB;
};

/** What SQLite threw, as an error with a code. */
export const sqliteError = (thrown: unknown, file: string): TwinError => {
  if (thrown instanceof TwinError) return thrown;
  const code = resultCode(thrown);
  if ((code & 0xff) === SQLITE_FULL || code === SQLITE_IOERR_SHMSIZE) {
    return new TwinError(storeErrors.diskFull, { file, status: "disk full" }, thrown);
  }
  return new TwinError(storeErrors.ioFailed, { file, reason: reasonOf(thrown) }, thrown);
};
